"""What a run has answered so far, on disk: every text once, whatever happens to the run.

Answers are kept a block at a time, in one transaction. A run that is resumed finds the
same texts answered and the same blocks ahead of it, so its result is byte for byte that
of a run without a break. The file lies beside the result and goes when the run ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from api.catalogue.errors import CatalogueError

Values = tuple[Any, ...]
"""The values of our columns for one text, in their order."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS run (identity TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, look TEXT NOT NULL, code TEXT NOT NULL,
    held TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answer_look ON answer (look, code);
"""
_MOST_PARAMETERS: Final = 500


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Answers:
    """The answers of one run.

    Args:
        folder: where they are kept.
        identity: versions and options; answers of another identity are not used.
        resume: go on with what is there, instead of starting anew.

    Raises:
        CatalogueError: the folder cannot be written.
    """

    def __init__(self, folder: Path, identity: str, resume: bool = False) -> None:
        self.folder = folder
        if not resume:
            shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._open(folder / "answers.sqlite", identity)
        except (OSError, sqlite3.Error) as error:
            raise CatalogueError(f"{folder} cannot be written: {error}.") from error

    def _open(self, path: Path, identity: str) -> sqlite3.Connection:
        for attempt in (1, 2):
            db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            try:
                db.execute("PRAGMA journal_mode=WAL")
                db.execute("PRAGMA synchronous=NORMAL")
                db.executescript(_TABLES)
                found = db.execute("SELECT identity FROM run").fetchone()
                if found is None:
                    db.execute("INSERT INTO run VALUES (?)", (identity,))
                    return db
                if found[0] == identity:
                    return db
            except sqlite3.DatabaseError:
                if attempt > 1:
                    raise
            # Of another version, other options, or broken: nothing of it can be used.
            db.close()
            for old in path.parent.glob(path.name + "*"):
                old.unlink()
        raise sqlite3.DatabaseError("it cannot be started anew")

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM answer").fetchone()[0])

    def get(self, texts: Sequence[str]) -> dict[str, Values]:
        """What is known of some texts."""
        wanted = {_key(text): text for text in texts}
        keys = list(wanted)
        found: dict[str, Values] = {}
        for start in range(0, len(keys), _MOST_PARAMETERS):
            part = keys[start : start + _MOST_PARAMETERS]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT key, held FROM answer WHERE key IN ({marks})", part)
            found.update({wanted[key]: tuple(json.loads(held)) for key, held in rows})
        return found

    def put(self, answered: Mapping[str, Values], looks: Mapping[str, str], code: int) -> None:
        """Keep a block's new answers, all or none.

        Args:
            answered: texts and the values of our columns.
            looks: what each text is compared by with others that look the same.
            code: the place of the code among the values.

        Raises:
            CatalogueError: the disk is full.
        """
        rows = [
            (_key(text), text[:300], looks[text], values[code] or "", json.dumps(values))
            for text, values in answered.items()
        ]
        try:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise CatalogueError(
                f"The answers could not be kept in {self.folder}: {error}. Make room and run "
                "again with --resume."
            ) from error

    def disagreements(self, most: int) -> Iterator[list[tuple[str, str]]]:
        """Goods that look the same and got different codes: (text, code) of each group."""
        groups: Iterable[tuple[str]] = self._db.execute(
            "SELECT look FROM answer WHERE code <> '' AND look <> '' GROUP BY look "
            "HAVING count(DISTINCT code) > 1 ORDER BY count(*) DESC, look LIMIT ?",
            (most,),
        ).fetchall()
        for (look,) in groups:
            rows = self._db.execute(
                "SELECT text, code FROM answer WHERE look = ? AND code <> '' "
                "ORDER BY code, text LIMIT 6",
                (look,),
            )
            yield [(str(text), str(code)) for text, code in rows]

    def close(self, done: bool) -> None:
        """Close; when the run is done, take the folder away."""
        self._db.close()
        if done:
            shutil.rmtree(self.folder, ignore_errors=True)
