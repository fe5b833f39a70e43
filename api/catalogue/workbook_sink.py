"""Writing XLSX: the workbook as it came, our columns beside its own, and the review."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from api.catalogue.answering import NUMBERS
from api.catalogue.errors import FormatError, LimitError
from api.catalogue.report import Report
from api.catalogue.review_sheet import add_sheets, put, save
from api.catalogue.table import Row
from api.catalogue.workbook import MOST_ROWS, WorkbookSource
from hs_data import Language

_WIDTHS: Final = {"hs_description": 46, "hs_question": 40, "hs_reason": 50, "hs_error": 30}


class WorkbookSink:
    """An XLSX file.

    A workbook that came in keeps its sheets, formulas, formats, widths and dates; ours
    stand to the right of its last column. Any other catalogue becomes a first sheet.
    """

    def __init__(  # noqa: PLR0917 - as every sink, and the language of its sheets
        self,
        path: Path,
        columns: Sequence[str],
        added: Sequence[str],
        language: Language,
        versions: str,
        source: WorkbookSource | None = None,
    ) -> None:
        self._path, self._added = path, tuple(added)
        self._language, self._versions = language, versions
        self._same = source is not None
        self._count = 0
        self._width = len(columns)
        self._book: Any
        self._sheet: Any
        if source is None:
            self._book = Workbook()
            self._sheet = self._book.active
            self._sheet.title = "Tasnif"
            self._header = 1
            for column, name in enumerate(columns, 1):
                put(self._sheet.cell(1, column), name)
            self._sheet.freeze_panes = "A2"
        else:
            try:
                self._book = load_workbook(source.path, rich_text=True)
            except Exception as error:
                raise FormatError(
                    f"{source.path.name} is damaged; open and save it again as .xlsx."
                ) from error
            self._sheet = self._book[source.sheet]
            self._header = source.header_number
        self._first = max(self._width, self._sheet.max_column) + 1
        model = self._sheet.cell(self._header, max(self._width, 1))
        for place, name in enumerate(self._added):
            cell = self._sheet.cell(self._header, self._first + place)
            put(cell, name)
            if self._same and model.has_style:
                cell.font, cell.fill = copy(model.font), copy(model.fill)
                cell.border, cell.alignment = copy(model.border), copy(model.alignment)
            letter = get_column_letter(self._first + place)
            base = name.rstrip("0123456789").rstrip("_")
            self._sheet.column_dimensions[letter].width = _WIDTHS.get(base, 14)

    def write(self, rows: Sequence[tuple[Row, Sequence[Any]]]) -> None:
        """Add our cells to rows; rows of another format are added whole.

        Raises:
            LimitError: there are more rows than a workbook should have.
        """
        for row, ours in rows:
            self._count += 1
            if self._count > MOST_ROWS:
                raise LimitError(
                    f"More than {MOST_ROWS:,} rows do not belong into a workbook; write CSV or "
                    "Parquet instead."
                )
            at = int(row.original) if self._same else self._count + 1
            if not self._same:
                for column, value in enumerate(row.cells, 1):
                    put(self._sheet.cell(at, column), value)
            for place, (name, value) in enumerate(zip(self._added, ours, strict=True)):
                if value is None or value == "":
                    continue
                cell = self._sheet.cell(at, self._first + place)
                put(cell, value)
                if name in NUMBERS or not isinstance(value, str):
                    cell.number_format = "0%"

    def finish(self, report: Report) -> None:
        """Add the review and the summary, and save."""
        add_sheets(self._book, report, self._language, self._versions)
        save(self._book, self._path)

    def abandon(self) -> None:
        """Nothing was written."""
