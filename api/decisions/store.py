"""The store of decisions: rows are added and read, and never changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final, Self

from sqlalchemy import ColumnElement, func, select

from api.decisions import adding, queries, transfer
from api.decisions import cursor as cursors
from api.decisions.address import parse
from api.decisions.database import Database
from api.decisions.making import storable
from api.decisions.migrate import bring_up
from api.decisions.near import Neighbours
from api.decisions.schema import DECISIONS, from_row, key_hash
from api.decisions.types import Conflict, Decision, Imported, Page, Precedent
from hs_data import EDITION, HSCode
from index import normalise

LEAST_SIMILARITY: Final = 0.9


class DecisionStore:
    """Decisions in SQLite or PostgreSQL. Safe to share between threads and processes.

    Args:
        url: as TASNIF_DATABASE; empty for the file in the user's data folder.

    Raises:
        StoreError: the database cannot be used; each kind of it says why.
    """

    def __init__(self, url: str = "") -> None:
        self._database = Database(parse(url))
        self._neighbours: tuple[int, Neighbours] = (0, Neighbours(()))
        self._arranging = threading.Lock()
        try:
            bring_up(self._database)
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    @property
    def where(self) -> str:
        """The database, as it may be shown to a person."""
        return self._database.shown

    def record(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Keep decisions, all or none, and give them back as they were kept.

        Each supersedes the one that stood for its key when it was taken. One whose id is
        there already is not kept twice, so repeating a call does no harm.

        Raises:
            DecisionError: an id already stands for another decision.
        """
        given = list(decisions)
        with self._database.writing() as connection:
            kept = adding.add_and_link(connection, given)
        return [kept[decision.id] for decision in given]

    def current(self, keys: Iterable[str]) -> dict[str, Decision]:
        """The decisions that stand, by key; keys without one, or withdrawn, are left out.

        Only decisions for this edition of the HS count, as a code means nothing without it.

        Args:
            keys: normalised texts (`index.normalise`), any number of them.
        """
        hashes = {key_hash(key) for key in keys}
        with self._database.reading() as connection:
            return {d.key: d for d in queries.current(connection, EDITION, hashes)}

    def near(
        self, texts: Sequence[str], least: float = LEAST_SIMILARITY, most: int = 3
    ) -> list[tuple[Precedent, ...]]:
        """For each text, decisions for goods whose text is near, nearest first.

        They are precedents to be shown, never to be applied; the decision for the very same
        text is not among them (`current` has it).
        """
        neighbours = self._arranged()
        return [neighbours.of(text, least, most) for text in texts]

    def find(
        self,
        *,
        text: str | None = None,
        code: str | None = None,
        who: str | None = None,
        since: datetime | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page:
        """A page of decisions, newest first, superseded ones among them.

        Args:
            text: only decisions for this text, or key.
            code: only decisions for this code and those below it.
            who: only decisions of this person.
            since: only decisions taken then or later.
            cursor: of an earlier page, to go on after it.
            limit: most decisions of a page.

        Raises:
            DecisionError, UnknownCodeError: a filter or the cursor cannot be.
        """
        where: list[ColumnElement[bool]] = []
        if text is not None:
            where.append(DECISIONS.c.key_hash == key_hash(normalise(text)))
        if code is not None:
            where.append(DECISIONS.c.code.startswith(HSCode.parse(code).digits))
        if who is not None:
            where.append(DECISIONS.c.who == storable(who).strip())
        if since is not None:
            where.append(DECISIONS.c.decided_at >= cursors.moment(since))
        before = cursors.read(cursor) if cursor is not None else None
        with self._database.reading() as connection:
            # One more than is shown tells whether anything follows.
            rows = connection.execute(queries.newest_first(where, before, limit + 1)).mappings()
            found = [from_row(row) for row in rows]
        shown = tuple(found[:limit])
        return Page(shown, cursors.write(shown[-1]) if len(found) > limit else None)

    def history(self, key: str) -> list[Decision]:
        """Every decision ever taken for a key or text, oldest first."""
        where = DECISIONS.c.key_hash == key_hash(normalise(key))
        with self._database.reading() as connection:
            rows = connection.execute(queries.oldest_first(where)).mappings()
            return [from_row(row) for row in rows]

    def conflicts(self) -> list[Conflict]:
        """Goods to which people gave different codes, by each person's last word."""
        found: list[Conflict] = []
        with self._database.reading() as connection:
            words = queries.last_words(connection, EDITION)
            for key, group in groupby(words, key=lambda decision: decision.key):
                decisions = tuple(group)
                if _disagree(decisions):
                    found.append(Conflict(key, decisions))
        return found

    def export(self) -> Iterator[str]:
        """Every decision as a JSON line, oldest first, as of the moment it begins."""
        return transfer.export_lines(self._database)

    def import_(self, lines: Iterable[str | bytes]) -> Imported:
        """Add what `export` gave, here or elsewhere; what is there already stays as it is.

        A bad line is told by its number and costs no other line.
        """
        return transfer.import_lines(self._database, lines)

    def _arranged(self) -> Neighbours:
        """What standing decisions are near to, arranged anew once decisions were added."""
        with self._arranging, self._database.reading() as connection:
            # Rows are only ever added, so their number tells whether anything is new.
            rows = connection.scalar(select(func.count()).select_from(DECISIONS)) or 0
            if rows != self._neighbours[0]:
                self._neighbours = (rows, Neighbours(queries.all_current(connection, EDITION)))
            return self._neighbours[1]


def _disagree(decisions: Sequence[Decision]) -> bool:
    """Whether some two codes lie in different places; a heading and what is in it do not."""
    codes = sorted({decision.code for decision in decisions}, key=lambda code: code.level)
    deepest = codes[-1]
    return any(not code.contains(deepest) for code in codes)
