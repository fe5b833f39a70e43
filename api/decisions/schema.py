"""The table of decisions as queries see it, and the way between its rows and decisions."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Double,
    Index,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)

from api.decisions.types import Decision
from classifier import Versions
from hs_data import HSCode


class Moment(TypeDecorator[datetime]):
    """A time in UTC. SQLite keeps no offset, so it is taken off there and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time as the database keeps it."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time with its offset."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA: Final = MetaData()

DECISIONS: Final = Table(
    "tasnif_decisions",
    METADATA,
    Column("id", Uuid(as_uuid=False), primary_key=True),
    Column("text", Text, nullable=False),
    Column("key", Text, nullable=False),
    # Keys can be longer than what PostgreSQL can index, so their hash is what is looked up.
    Column("key_hash", String(64), nullable=False),
    Column("code", String(10), nullable=False),
    Column("judgement", String(10), nullable=False),
    Column("suggested", String(10)),
    Column("probability", Double),
    Column("note", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("software", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("encoder", Text, nullable=False),
    # No foreign key: a partial export can be imported before what it supersedes.
    Column("supersedes", Uuid(as_uuid=False)),
    CheckConstraint(
        "judgement IN ('accepted', 'corrected', 'withdrawn')", name="tasnif_decisions_judgement"
    ),
    CheckConstraint("key <> '' AND who <> ''", name="tasnif_decisions_said"),
    Index("tasnif_decisions_by_key", "key_hash", "decided_at", "id"),
    Index("tasnif_decisions_by_time", "decided_at", "id"),
    Index("tasnif_decisions_by_code", "code"),
    Index("tasnif_decisions_by_who", "who"),
)


def key_hash(key: str) -> str:
    """What a key is looked up by."""
    return hashlib.sha256(key.encode()).hexdigest()


def to_row(decision: Decision) -> dict[str, Any]:
    """A decision as the columns of its row."""
    versions = decision.versions
    return {
        "id": decision.id,
        "text": decision.text,
        "key": decision.key,
        "key_hash": key_hash(decision.key),
        "code": decision.code.digits,
        "judgement": decision.judgement,
        "suggested": decision.suggested.digits if decision.suggested else None,
        "probability": decision.probability,
        "note": decision.note,
        "who": decision.who,
        "decided_at": decision.when,
        "software": versions.software,
        "edition": versions.edition,
        "data": versions.data,
        "encoder": versions.encoder,
        "supersedes": decision.supersedes,
    }


def from_row(row: RowMapping) -> Decision:
    """The decision that a row holds."""
    return Decision(
        id=row["id"],
        text=row["text"],
        key=row["key"],
        code=HSCode(row["code"]),
        judgement=row["judgement"],
        suggested=HSCode(row["suggested"]) if row["suggested"] else None,
        probability=row["probability"],
        note=row["note"],
        who=row["who"],
        when=row["decided_at"],
        versions=Versions(row["software"], row["edition"], row["data"], row["encoder"]),
        supersedes=row["supersedes"],
    )
