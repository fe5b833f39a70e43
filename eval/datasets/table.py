"""Cases in a table of named columns: CSV, TSV, XLSX or JSON lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.cases import Dataset
from eval.datasets.source import Row, Source, collect, decoded, json_lines
from eval.errors import CaseError

_XLSX = {".xlsx", ".xlsm"}
_JSON = {".jsonl", ".ndjson", ".jsonlines"}
_TABBED = {".tsv", ".tab"}


def read_cases(source: Source) -> Dataset:
    """Our own cases: a table in which a row without a code describes no goods.

    Raises:
        CaseError: the file cannot be read, or lacks the text or the code column.
    """
    return collect(source, _rows(source), [source.path], no_goods=True)


def read_table(source: Source) -> Dataset:
    """The cases of a table; the ending of its name says which kind it is.

    Raises:
        CaseError: the file cannot be read, or lacks the text or the code column.
    """
    return collect(source, _rows(source), [source.path])


def _rows(source: Source) -> Iterator[Row]:
    kind = source.path.suffix.lower()
    if kind in _JSON:
        yield from _json_rows(source)
        return
    header, records = _xlsx(source.path) if kind in _XLSX else _csv(source.path)
    for column in (*source.text, source.code):
        if column not in header:
            found = ", ".join(header) or "none"
            raise CaseError(f"{source.path} has no column {column!r}; its columns are: {found}.")
    for number, record in enumerate(records, start=1):
        yield _row(source, record, number)


def _json_rows(source: Source) -> Iterator[Row]:
    for number, record in json_lines(source.path):
        if not isinstance(record, dict):
            yield Row(str(number), broken="the line is no JSON object")
            continue
        absent = [name for name in (*source.text, source.code) if name not in record]
        if absent:
            yield Row(str(number), broken=f"it has no {absent[0]!r}")
            continue
        yield _row(source, record, number)


def _csv(path: Path) -> tuple[tuple[str, ...], Iterator[Mapping[str, object]]]:
    lines = decoded(path).splitlines(keepends=True)
    tabbed = path.suffix.lower() in _TABBED
    reader = csv.DictReader(lines, delimiter="\t" if tabbed else ",")
    try:
        return tuple(reader.fieldnames or ()), iter(list(reader))
    except csv.Error as error:
        raise CaseError(f"The cases {path} are not a table of values: {error}.") from error


def _xlsx(path: Path) -> tuple[tuple[str, ...], Iterator[Mapping[str, object]]]:
    # Imported here: only spreadsheets need it.
    from zipfile import BadZipFile  # noqa: PLC0415

    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise CaseError(f"The cases {path} cannot be read: {error.strerror}.") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise CaseError(f"The cases {path} are not an Excel workbook; save as .xlsx.") from error
    sheet = book.worksheets[0]
    values = [row for row in sheet.iter_rows(values_only=True) if any(v is not None for v in row)]
    book.close()
    if not values:
        return (), iter(())
    header = tuple("" if name is None else str(name).strip() for name in values[0])
    return header, (dict(zip(header, row, strict=False)) for row in values[1:])


def _row(source: Source, record: Mapping[str, object], number: int) -> Row:
    def cell(column: str) -> str:
        value = record.get(column)
        return "" if value is None else str(value).strip()

    written = record.get(source.code)
    codes: tuple[object, ...]
    if isinstance(written, list):
        codes = tuple(written)
    else:
        parts = str(written if written is not None else "").split(source.separator)
        codes = tuple(part for part in parts if part.strip())
    # The text alone keeps its own spaces: what is measured is what was written.
    texts = [str(record.get(column) or "") for column in source.text]
    return Row(
        cell(source.id) or str(number),
        " ".join(text for text in texts if text),
        codes,
        cell(source.lang_column),
        cell(source.source_column),
        cell(source.quality_column),
    )
