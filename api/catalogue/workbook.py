"""Reading XLSX: cells as text, and a guard against files that only look like workbooks."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from api.catalogue.columns import header_row
from api.catalogue.errors import ColumnError, FormatError, LimitError
from api.catalogue.table import Kind, Row, check_columns, check_readable

MOST_ROWS: Final = 200_000
"""Rows of a workbook; more belong into CSV or Parquet."""

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRIES: Final = 10_000
_MOST_UNPACKED: Final = 2_000_000_000
_SUSPECT: Final = 100_000_000
_MOST_RATIO: Final = 150
_FIRST_ROWS: Final = 30
_LOST: Final = ("xl/charts/", "xl/drawings/", "xl/media/", "xl/pivotTables/", "xl/vbaProject")


def check_archive(path: Path) -> tuple[str, ...]:
    """Refuse what is no workbook or unpacks to far more than it should.

    Returns:
        Notes on what the workbook has that is not carried over.

    Raises:
        FormatError: password, old format, damage, or a ZIP bomb.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        raise FormatError(
            f"{path.name} is protected by a password or is an old .xls; take the password off "
            "and save it as .xlsx."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
    except (zipfile.BadZipFile, OSError) as error:
        raise FormatError(
            f"{path.name} is damaged or no workbook; open and save it again as .xlsx."
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if (
        len(entries) > _ENTRIES
        or unpacked > _MOST_UNPACKED
        or (unpacked > _SUSPECT and unpacked / packed > _MOST_RATIO)
    ):
        raise FormatError(f"{path.name} unpacks to far more than a workbook does; it is refused.")
    if "xl/workbook.xml" not in names:
        raise FormatError(f"{path.name} is no workbook.")
    if any(name.startswith(_LOST) for name in names):
        return (
            f"{path.name} has pictures, charts or macros; they are not in the result, which "
            "keeps cells, formulas, formats and sheets.",
        )
    return ()


def text_of(value: Any) -> str:
    """A cell's value as text; dates as they are written in ISO, whole numbers without point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


class WorkbookSource:
    """A sheet of an XLSX file. `original` of its rows is their number in the sheet.

    Where no sheet is named, the first that has a header with goods in it is taken, else
    the first with any cells.

    Raises:
        FormatError: the file is no readable workbook.
        ColumnError: it has no such sheet, or no cells.
    """

    kind: Kind = "xlsx"

    def __init__(self, path: Path, sheet: str = "") -> None:
        check_readable(path)
        self.path = path
        self.notes = check_archive(path)
        self.sheet, first = self._find(sheet)
        self._header = header_row(first)
        header = first[self._header]
        while header and not header[-1].strip():
            header = header[:-1]
        self.columns = tuple(header)
        check_columns(self.columns, path.name)

    @property
    def header_number(self) -> int:
        """The header's row in the sheet, from 1."""
        return self._header + 1

    def _sheets(self) -> Any:
        from openpyxl import load_workbook  # noqa: PLC0415 - only for this format

        try:
            return load_workbook(self.path, read_only=True, data_only=True)
        # openpyxl raises whatever its parser met; nothing of it is for a person.
        except Exception as error:
            raise FormatError(
                f"{self.path.name} is damaged; open and save it again as .xlsx."
            ) from error

    def _find(self, wanted: str) -> tuple[str, list[list[str]]]:
        book = self._sheets()
        try:
            names = [sheet.title for sheet in book.worksheets]
            if wanted and wanted not in names:
                raise ColumnError(
                    f"{self.path.name} has no sheet {wanted!r}; its sheets are: {', '.join(names)}."
                )
            heads = {
                name: list(islice(self._cells(book[name]), _FIRST_ROWS))
                for name in ([wanted] if wanted else names)
            }
        finally:
            book.close()
        filled = {name: rows for name, rows in heads.items() if any(any(row) for row in rows)}
        if not filled:
            raise ColumnError(f"{self.path.name} has no cells to read.")
        return max(filled.items(), key=lambda item: _known_headers(item[1]))

    def _cells(self, sheet: Any) -> Iterator[list[str]]:
        # Some writers note the wrong size of a sheet; without it every row is read.
        sheet.reset_dimensions()
        try:
            for row in sheet.iter_rows(values_only=True):
                yield [text_of(value) for value in row]
        except Exception as error:
            raise FormatError(
                f"{self.path.name} is damaged; open and save it again as .xlsx."
            ) from error

    def rows(self) -> Iterator[Row]:
        """Every row below the header that has a cell in it."""
        book = self._sheets()
        try:
            below = enumerate(islice(self._cells(book[self.sheet]), self._header + 1, None))
            number = 0
            for place, cells in below:
                if not any(cell.strip() for cell in cells):
                    continue
                number += 1
                if number > MOST_ROWS:
                    raise LimitError(
                        f"{self.path.name} has more than {MOST_ROWS:,} rows; save it as CSV or "
                        "Parquet, which have no limit."
                    )
                yield Row(number, tuple(cells), self._header + 2 + place)
        finally:
            book.close()

    def count(self) -> int | None:
        """Unknown without reading the sheet: the size it notes is often wrong."""
        return None


def _known_headers(rows: list[list[str]]) -> int:
    from api.catalogue.columns import role_of  # noqa: PLC0415

    return max(sum(role_of(cell) is not None for cell in row if cell) for row in rows)
