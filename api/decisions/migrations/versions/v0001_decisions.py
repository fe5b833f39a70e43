"""The table of decisions, to which rows are only ever added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TABLE = "tasnif_decisions"
_REFUSAL = "decisions are only ever added, never changed or removed"


def upgrade() -> None:
    """Make the table, its indexes and its guards."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Uuid(as_uuid=False), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("judgement", sa.String(10), nullable=False),
        sa.Column("suggested", sa.String(10)),
        sa.Column("probability", sa.Double),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("software", sa.Text, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("encoder", sa.Text, nullable=False),
        sa.Column("supersedes", sa.Uuid(as_uuid=False)),
        sa.CheckConstraint(
            "judgement IN ('accepted', 'corrected', 'withdrawn')",
            name="tasnif_decisions_judgement",
        ),
        sa.CheckConstraint("key <> '' AND who <> ''", name="tasnif_decisions_said"),
    )
    op.create_index("tasnif_decisions_by_key", _TABLE, ["key_hash", "decided_at", "id"])
    op.create_index("tasnif_decisions_by_time", _TABLE, ["decided_at", "id"])
    op.create_index("tasnif_decisions_by_code", _TABLE, ["code"])
    op.create_index("tasnif_decisions_by_who", _TABLE, ["who"])
    guards = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    for statement in guards:
        op.execute(statement)


def downgrade() -> None:
    """Refused: it would erase every decision."""
    raise NotImplementedError(_REFUSAL)


# `INSERT OR REPLACE` removes a row without any trigger on DELETE, hence the third.
_SQLITE = [
    f"""CREATE TRIGGER {_TABLE}_no_{word.lower()} BEFORE {word} ON {_TABLE} {condition}
    BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"""
    for word, condition in (
        ("UPDATE", ""),
        ("DELETE", ""),
        ("INSERT", f"WHEN EXISTS (SELECT 1 FROM {_TABLE} WHERE id = NEW.id)"),
    )
]

_POSTGRESQL = [
    f"""CREATE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    f"""CREATE TRIGGER {_TABLE}_no_change BEFORE UPDATE OR DELETE ON {_TABLE}
    FOR EACH ROW EXECUTE FUNCTION {_TABLE}_refuse()""",
    f"""CREATE TRIGGER {_TABLE}_no_truncate BEFORE TRUNCATE ON {_TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_refuse()""",
]
