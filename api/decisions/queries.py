"""The questions put to the table of decisions, as SQL for both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from api.decisions.schema import DECISIONS, from_row
from api.decisions.types import Decision

CHUNK: Final = 500
"""Values in one `IN (...)`; SQLite takes a thousand at the least."""

_ORDER: Final = (DECISIONS.c.decided_at, DECISIONS.c.id)
_T = TypeVar("_T")


def chunks(values: Iterable[_T], size: int = CHUNK) -> Iterator[list[_T]]:
    """Values, so many at a time."""
    source = iter(values)
    while chunk := list(islice(source, size)):
        yield chunk


def _last(by: Collection[ColumnElement[Any]], *where: ColumnElement[bool]) -> Select[Any]:
    """The last decision of each group, where it has not been withdrawn."""
    place = func.row_number().over(
        partition_by=list(by), order_by=[column.desc() for column in _ORDER]
    )
    ranked = select(DECISIONS, place.label("place")).where(*where).subquery()
    return select(ranked).where(ranked.c.place == 1, ranked.c.judgement != "withdrawn")


def current(connection: Connection, edition: str, hashes: Collection[str]) -> list[Decision]:
    """The decisions that stand for some keys."""
    found: list[Decision] = []
    for chunk in chunks(hashes):
        query = _last(
            [DECISIONS.c.key_hash], DECISIONS.c.edition == edition, DECISIONS.c.key_hash.in_(chunk)
        )
        found += map(from_row, connection.execute(query).mappings())
    return found


def all_current(connection: Connection, edition: str) -> Iterator[Decision]:
    """Every decision that stands."""
    query = _last([DECISIONS.c.key_hash], DECISIONS.c.edition == edition)
    return map(from_row, stream(connection, query))


def last_words(connection: Connection, edition: str) -> Iterator[Decision]:
    """Each person's last word on each key that several people have decided."""
    disputed = (
        select(DECISIONS.c.key_hash)
        .where(DECISIONS.c.edition == edition)
        .group_by(DECISIONS.c.key_hash)
        .having(func.count(DECISIONS.c.who.distinct()) > 1)
    )
    query = _last(
        [DECISIONS.c.key_hash, DECISIONS.c.who],
        DECISIONS.c.edition == edition,
        DECISIONS.c.key_hash.in_(disputed),
    )
    inner = query.subquery()
    ordered = select(inner).order_by(inner.c.key_hash, inner.c.decided_at, inner.c.id)
    return map(from_row, stream(connection, ordered))


def by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Decision]:
    """The decisions that have some ids."""
    found: dict[str, Decision] = {}
    for chunk in chunks(ids):
        rows = connection.execute(select(DECISIONS).where(DECISIONS.c.id.in_(chunk))).mappings()
        found.update((decision.id, decision) for decision in map(from_row, rows))
    return found


def places(
    connection: Connection, hashes: Iterable[str]
) -> Iterator[tuple[str, tuple[datetime, UUID]]]:
    """The hash of the key, time and id of every decision for some keys."""
    columns = (DECISIONS.c.key_hash, *_ORDER)
    for chunk in chunks(hashes):
        query = select(*columns).where(DECISIONS.c.key_hash.in_(chunk))
        for hashed, when, found in connection.execute(query):
            yield hashed, (when, UUID(found))


def stream(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """Rows as they come, without holding them all."""
    return iter(connection.execution_options(yield_per=1000).execute(query).mappings())


def oldest_first(*where: ColumnElement[bool]) -> Select[Any]:
    """Decisions in the order in which they were taken."""
    return select(DECISIONS).where(*where).order_by(*_ORDER)


def newest_first(
    where: Collection[ColumnElement[bool]], before: tuple[datetime, str] | None, limit: int
) -> Select[Any]:
    """A page of decisions that lie before a place."""
    found = select(DECISIONS).where(*where)
    if before is not None:
        when, last = before
        at, named = _ORDER
        found = found.where(or_(at < when, and_(at == when, named < last)))
    return found.order_by(*(column.desc() for column in _ORDER)).limit(limit)
