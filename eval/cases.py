"""Labelled cases: reading them, and what makes a code right."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.errors import CaseError
from hs_data import HSCode, UnknownCodeError

COLUMNS: Final = ("id", "lang", "text", "codes", "source", "quality")
SEPARATOR: Final = "|"
_SUBHEADING: Final = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the subheadings that are right for it, the best first.

    `codes` is empty when the text describes no goods. `quality` is strong (the text
    decides), medium (with one ordinary assumption) or weak (really open).
    """

    id: str
    lang: str
    text: str
    codes: tuple[HSCode, ...]
    source: str
    quality: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of a file, how many rows could not be read, and the file's checksum."""

    name: str
    cases: tuple[Case, ...]
    unreadable: tuple[str, ...]
    checksum: str

    @property
    def goods(self) -> tuple[Case, ...]:
        """The cases that have a right code."""
        return tuple(case for case in self.cases if case.codes)


def read_code(text: str) -> HSCode:
    """A code of six to ten digits, with or without dots, cut to its subheading.

    Raises:
        UnknownCodeError: it is not such a code.
    """
    digits = "".join(c for c in text if c not in " .-")
    if len(digits) < _SUBHEADING:
        raise UnknownCodeError(f"{text!r} has fewer than six digits.")
    return HSCode(digits[:_SUBHEADING])


def read_cases(
    path: Path, text_column: str = "text", code_column: str = "codes", lang: str = "en"
) -> CaseFile:
    """Read a CSV of cases. Columns besides the text and the codes may be missing.

    A row whose codes cannot be read is listed as unreadable and costs no other row.

    Raises:
        CaseError: the file cannot be read, or lacks the text or the code column.
    """
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8-sig").splitlines(keepends=True)
    except OSError as error:
        raise CaseError(f"The cases {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"The cases {path} are not UTF-8 text; save them as UTF-8.") from error
    reader = csv.DictReader(lines)
    for column in (text_column, code_column):
        if column not in (reader.fieldnames or ()):
            found = ", ".join(reader.fieldnames or ()) or "none"
            raise CaseError(f"{path} has no column {column!r}; its columns are: {found}.")
    cases: list[Case] = []
    unreadable: list[str] = []
    for number, row in enumerate(reader, start=1):
        name = row.get("id") or str(number)
        try:
            written = [code for code in (row[code_column] or "").split(SEPARATOR) if code.strip()]
            codes = tuple(read_code(code) for code in written)
        except UnknownCodeError as error:
            unreadable.append(f"{name}: {error}")
            continue
        cases.append(
            Case(
                name,
                row.get("lang") or lang,
                row[text_column] or "",
                codes,
                row.get("source") or path.stem,
                row.get("quality") or "strong",
            )
        )
    return CaseFile(path.name, tuple(cases), tuple(unreadable), hashlib.sha256(content).hexdigest())
