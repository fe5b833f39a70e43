"""Adding rows, inside a transaction that is alone in writing."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert

from api.decisions import queries
from api.decisions.errors import DecisionError
from api.decisions.schema import DECISIONS, key_hash, to_row
from api.decisions.types import Decision


def add(connection: Connection, decisions: Sequence[Decision]) -> None:
    """Add decisions as they are."""
    if decisions:
        connection.execute(insert(DECISIONS), [to_row(decision) for decision in decisions])


def add_and_link(connection: Connection, given: Sequence[Decision]) -> dict[str, Decision]:
    """Add decisions, each superseding the one before it; gives what is kept, by id.

    Raises:
        DecisionError: an id already stands for another decision.
    """
    kept = queries.by_ids(connection, {decision.id for decision in given})
    lines: dict[str, list[tuple[datetime, UUID]]] = defaultdict(list)
    for hashed, place in queries.places(connection, {key_hash(one.key) for one in given}):
        insort(lines[hashed], place)
    fresh: list[Decision] = []
    for decision in sorted(given, key=lambda decision: decision.order):
        if decision.id in kept:
            must_be_same(decision, kept[decision.id])
            continue
        line = lines[key_hash(decision.key)]
        at = bisect_left(line, decision.order)
        linked = replace(decision, supersedes=str(line[at - 1][1]) if at else None)
        line.insert(at, decision.order)
        kept[decision.id] = linked
        fresh.append(linked)
    add(connection, fresh)
    return kept


def must_be_same(given: Decision, kept: Decision) -> None:
    """Refuse a decision that bears the id of another.

    Raises:
        DecisionError: they differ in more than what they supersede, which the store works out.
    """
    if replace(given, supersedes=kept.supersedes) != kept:
        raise DecisionError(
            f"The id {given.id} already stands for another decision; give each its own."
        )
