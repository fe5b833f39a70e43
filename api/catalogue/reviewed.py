"""Reading a review workbook back: what the agent accepted and corrected."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from api.catalogue.errors import FormatError
from api.catalogue.review_sheet import CODE_COLUMN, DECISION_COLUMN, HIDDEN
from api.catalogue.table import check_readable
from api.catalogue.words import HEADINGS
from api.catalogue.workbook import check_archive, text_of
from api.decisions import Decision, decide
from classifier import Versions
from hs_data import HSCode, TasnifError, nomenclature

_NO: Final = frozenset({"", "no", "non", "لا", "skip", "rejected", "refusé", "مرفوض", "rechazado"})
_CANDIDATE: Final = len(HEADINGS["en"])
"""Place of the first candidate among a row's cells: the code that was suggested."""

_CHANCE: Final = 4
_NAMESPACE: Final = uuid.UUID("6f9b3c53-9c5c-5a0e-8c43-7a4f2f1f4f64")
_PARTS: Final = 4


@dataclass(slots=True)
class Reviewed:
    """The decisions of a workbook, and the rows whose code cannot be."""

    decisions: list[Decision] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_review(path: Path, who: str, when: datetime.datetime | None = None) -> Reviewed:
    """The decisions in a review workbook.

    A row counts when its code was changed, or its decision is marked. Importing the same
    file again decides nothing anew: a decision's id follows from what was decided, by
    whom, and the file's own time.

    Raises:
        FormatError: it is no review workbook.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    check_readable(path)
    check_archive(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise FormatError(f"{path.name} is damaged; open and save it again as .xlsx.") from error
    try:
        told = _told(book, path)
        saved = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        return _read(book[told["review"]], told, who, when or saved)
    finally:
        book.close()


def _told(book: Any, path: Path) -> dict[str, str]:
    """What the hidden sheet says: the name of the review, and versions."""
    for name in reversed(book.sheetnames):
        if name.startswith(HIDDEN):
            try:
                told: dict[str, str] = json.loads(text_of(book[name]["A1"].value))
                if told["review"] in book.sheetnames:
                    return told
            except (ValueError, KeyError, TypeError):
                continue
    raise FormatError(
        f"{path.name} is no review of Tasnif; `tasnif catalogue IN OUT.xlsx` or `--review` makes "
        "one."
    )


def _read(sheet: Any, told: dict[str, str], who: str, when: datetime.datetime) -> Reviewed:
    versions = Versions(*(told.get("versions", "").split("|") + [""] * _PARTS)[:_PARTS])
    found = Reviewed()
    sheet.reset_dimensions()
    for number, cells in _rows(sheet):
        goods = cells[1].removeprefix("'")
        code, suggested = _digits(cells[CODE_COLUMN - 1]), _digits(cells[_CANDIDATE])
        marked = cells[DECISION_COLUMN - 1].strip().casefold() not in _NO
        if not goods or not code or (code == suggested and not marked):
            continue
        try:
            # A national code is longer than what is shipped; its subheading must exist.
            entry = nomenclature()[HSCode(code[:6])]
            chance = float(cells[_CHANCE]) if cells[_CHANCE] else None
            name = f"{who}|{goods}|{code}|{when.isoformat()}"
            found.decisions.append(
                decide(
                    goods,
                    code if len(code) > len(entry.code.digits) else entry.code.digits,
                    who,
                    versions,
                    suggested=suggested or None,
                    probability=chance,
                    when=when,
                    id=str(uuid.uuid5(_NAMESPACE, name)),
                )
            )
        except (TasnifError, ValueError) as error:
            found.faults.append(f"row {number}: {error}")
    return found


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    width = _CANDIDATE + 1
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        cells = [text_of(value) for value in row[:width]]
        yield number, cells + [""] * (width - len(cells))


def _digits(cell: str) -> str:
    """A code as digits; a spreadsheet that took it for a number lost its leading zero."""
    digits = cell.split(" ", maxsplit=1)[0].replace(".", "")
    return digits.zfill(len(digits) + len(digits) % 2) if digits.isdigit() else cell.strip()
