"""Comparison with a reference file, where one is at hand: same codes, different words.

The code list is a fact and must be equal. The wording of the reference is somebody
else's and must not be ours, except where a name is the only way to say it ("Saffron").
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hs_data.check.problem import Problem, error, note
from hs_data.check.texts import folded
from hs_data.errors import DataError
from hs_data.tables import TABLES, read_kind

_OUTSIDE: Final = ("TOTAL", "99")
"""A total row and a statistical residue stand in the file and are not part of the HS."""

_UNAVOIDABLE_WORDS: Final = 3
"""Up to this many words, the name of the goods itself may be the only description."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many descriptions read the same as the reference, out of how many."""

    same: tuple[str, ...]
    total: int

    @property
    def share(self) -> float:
        """Part of all descriptions, 0 to 1."""
        return len(self.same) / self.total if self.total else 0.0


def default_reference() -> Path:
    """Where a reference file may lie: in `shared/data` beside the repository."""
    return TABLES.parents[2] / "shared" / "data" / "hs2022.csv"


def read_reference(path: Path) -> dict[str, str]:
    """Code to wording of a reference file with columns `hscode` and `description`.

    Raises:
        DataError: the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = {row["hscode"]: row["description"] for row in csv.DictReader(file)}
    except (OSError, UnicodeDecodeError, KeyError) as problem:
        raise DataError(f"The reference file {path} cannot be read: {problem}.") from problem
    return {code: text for code, text in rows.items() if not code.startswith(_OUTSIDE)}


def _same_words(text: str) -> str:
    return " ".join(sorted(folded(text).split()))


def overlap(root: Path, reference: dict[str, str]) -> Overlap:
    """Codes whose English description has the reference's words, in whatever order."""
    ours = {code: texts[0] for code, *texts in read_kind("nomenclature", root)}
    same = [c for c, text in ours.items() if _same_words(text) == _same_words(reference.get(c, ""))]
    return Overlap(tuple(same), len(ours))


def check_reference(root: Path, path: Path) -> Iterator[Problem]:
    """The code sets are equal, and the wording is not."""
    reference = read_reference(path)
    ours = {code: texts[0] for code, *texts in read_kind("nomenclature", root)}
    for code in sorted(set(reference) - set(ours)):
        yield error("nomenclature", code, "is in the reference and missing here")
    for code in sorted(set(ours) - set(reference)):
        yield error("nomenclature", code, "is not in the reference")
    for code in overlap(root, reference).same:
        words = len(folded(ours[code]).split())
        judge = note if words <= _UNAVOIDABLE_WORDS else error
        yield judge("nomenclature", code, f"is worded as the reference: {ours[code]!r}")
