"""Carrying decisions from one store to another, as JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from api.decisions import adding, queries
from api.decisions.database import Database
from api.decisions.errors import DecisionError
from api.decisions.lines import from_line, to_line
from api.decisions.schema import from_row
from api.decisions.types import Decision, Fault, Imported
from hs_data import TasnifError

_AT_ONCE: Final = 500
"""Lines of one transaction: others may write between two of them."""


def export_lines(database: Database) -> Iterator[str]:
    """Every decision as a line, oldest first."""
    with database.reading() as connection:
        for row in queries.stream(connection, queries.oldest_first()):
            yield to_line(from_row(row))


def import_lines(database: Database, lines: Iterable[str | bytes]) -> Imported:
    """Add the decisions that are not there yet; a bad line costs no other."""
    added = known = 0
    faults: list[Fault] = []
    numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    for chunk in queries.chunks(numbered, _AT_ONCE):
        read: list[tuple[int, Decision]] = []
        for number, line in chunk:
            try:
                read.append((number, from_line(line)))
            except TasnifError as error:
                faults.append(Fault(number, str(error)))
        more, same = _add_new(database, read, faults)
        added, known = added + more, known + same
    return Imported(added, known, tuple(sorted(faults, key=lambda fault: fault.line)))


def _add_new(
    database: Database, decisions: list[tuple[int, Decision]], faults: list[Fault]
) -> tuple[int, int]:
    """How many were added, and how many were there."""
    fresh: list[Decision] = []
    known = 0
    with database.writing() as connection:
        kept = queries.by_ids(connection, {decision.id for _, decision in decisions})
        for number, decision in decisions:
            if decision.id not in kept:
                kept[decision.id] = decision
                fresh.append(decision)
                continue
            try:
                adding.must_be_same(decision, kept[decision.id])
                known += 1
            except DecisionError as error:
                faults.append(Fault(number, str(error)))
        adding.add(connection, fresh)
    return len(fresh), known
