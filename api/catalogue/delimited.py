"""CSV and TSV: rows come back letter by letter as they were, with cells added."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from api.catalogue.columns import header_row
from api.catalogue.encoding import delimiter_of, encoding_of, sample_of
from api.catalogue.errors import FormatError
from api.catalogue.files import ScratchSink, WholeFile
from api.catalogue.table import (
    MOST_BYTES_A_ROW,
    Kind,
    Row,
    check_columns,
    check_readable,
    lines_of,
)

_FIRST_LINES: Final = 200
_NUMBER: Final = re.compile(r"[+-]?[\d\s.,/:()-]*\d[\d\s.,/:()%-]*")
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs: what could be a formula gets an apostrophe before it.

    Numbers, dates and telephone numbers stay as they are.
    """
    if cell.startswith(_STARTS_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


class _Lines:
    """Lines of a text file, remembering those read since last asked."""

    def __init__(self, file: io.TextIOBase) -> None:
        self._file = file
        self._kept: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(MOST_BYTES_A_ROW)
        if not line:
            raise StopIteration
        self._kept.append(line)
        return line

    def taken(self) -> str:
        """The lines read since the last call, as they stand in the file."""
        text = "".join(self._kept)
        self._kept.clear()
        return text


class DelimitedSource:
    """A CSV or TSV file. `original` of its rows is their text, without the line's end.

    Raises:
        FormatError: the file is no text, has no rows, or has far too many columns.
    """

    def __init__(self, path: Path, kind: Kind = "csv") -> None:
        check_readable(path)
        self.path = path
        self.kind: Kind = kind
        sample = sample_of(path)
        self.encoding = encoding_of(sample, path.name)
        text = sample.decode(self.encoding, errors="replace")
        lines = text.splitlines(keepends=True)[:_FIRST_LINES]
        self.delimiter = "\t" if kind == "tsv" else delimiter_of(lines)
        first = list(islice(self._raw(), _FIRST_LINES))
        cells = [row for row, _ in first]
        check_columns(max(cells, key=len, default=[]), path.name)
        self._header = header_row(cells)
        self.preamble = [raw for _, raw in first[: self._header]]
        self.header = first[self._header][1]
        self.columns = tuple(cells[self._header])
        self.notes: tuple[str, ...] = ()
        if self.encoding not in {"utf-8", "utf-8-sig"}:
            self.notes = (f"{path.name} was read as {self.encoding}; the result is UTF-8.",)

    def _raw(self) -> Iterator[tuple[list[str], str]]:
        """Rows as cells and as they stand in the file."""
        with self.path.open(encoding=self.encoding, errors="surrogateescape", newline="") as file:
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=self.delimiter)
            while True:
                try:
                    row = next(reader, None)
                except csv.Error as error:
                    raise FormatError(
                        f"{self.path.name}, line {reader.line_num}: {error}; a quotation mark "
                        "may be missing before it."
                    ) from error
                if row is None:
                    return
                raw = lines.taken()
                if "\x00" in raw:
                    raise FormatError(
                        f"{self.path.name} has a NUL byte in line {reader.line_num}: it is "
                        "damaged; save it again as CSV in UTF-8."
                    )
                yield row, raw.rstrip("\r\n")

    def rows(self) -> Iterator[Row]:
        """Every row after the header; lines without any cell are rows without goods."""
        width = len(self.columns)
        for number, (cells, raw) in enumerate(islice(self._raw(), self._header + 1, None), 1):
            fault = ""
            if len(cells) > width and any(cells[width:]):
                fault = f"the row has {len(cells)} cells, the header {width}"
            elif not raw.isascii() and any("\udc80" <= c <= "\udcff" for c in raw):
                fault = f"the row has bytes that are not {self.encoding}"
            yield Row(number, tuple(cells), raw, fault)

    def count(self) -> int | None:
        """At most so many: lines below the header; a row may be several lines."""
        return max(lines_of(self.path) - self._header - 1, 0)


class DelimitedSink(ScratchSink):
    """Writes CSV or TSV in UTF-8, with a mark by which spreadsheets know it.

    Args:
        path: the final name.
        columns: names of the original columns.
        added: names of ours.
        source: the file that the rows came from, to give them back as they were.
        kind: csv or tsv.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        added: Sequence[str],
        source: DelimitedSource | None = None,
        kind: Kind = "csv",
    ) -> None:
        self._whole = WholeFile(path)
        self._same = source is not None
        self._width = len(columns)
        self._delimiter = source.delimiter if source else "\t" if kind == "tsv" else ","
        self._stream = self._whole.open(
            "w", encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
        try:
            for line in source.preamble if source else ():
                self._stream.write(line + "\r\n")
            header = source.header if source else self._joined(columns)
            self._stream.write(f"{header}{self._delimiter}{self._joined(added)}\r\n")
        except OSError as error:
            raise self._broken(error) from error

    def _joined(self, cells: Sequence[Any]) -> str:
        made = io.StringIO()
        values = ["" if cell is None else guarded(str(cell)) for cell in cells]
        csv.writer(made, delimiter=self._delimiter, lineterminator="").writerow(values)
        # A row of one empty cell is written as "", which is a cell too many here.
        return made.getvalue() if len(values) > 1 or values[0] else ""

    def _line(self, row: Row, ours: Sequence[Any]) -> str:
        cells = list(row.cells)
        rest = cells[self._width :]
        cells = cells[: self._width] + [""] * (self._width - len(cells))
        untouched = (
            self._same
            and len(row.cells) == self._width
            and not any(c.startswith(_STARTS_FORMULA) and guarded(c) != c for c in cells)
        )
        first = row.original if untouched else self._joined(cells)
        line = f"{first}{self._delimiter}{self._joined(ours)}"
        # Cells beyond the header stand after ours, so that ours stay in their columns.
        return f"{line}{self._delimiter}{self._joined(rest)}" if any(rest) else line

    def write(self, rows: Sequence[tuple[Row, Sequence[Any]]]) -> None:
        """Append rows with our cells."""
        try:
            self._stream.write("".join(self._line(row, ours) + "\r\n" for row, ours in rows))
        except OSError as error:
            raise self._broken(error) from error
