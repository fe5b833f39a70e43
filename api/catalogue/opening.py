"""Opening catalogues by the extension of their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.catalogue.answering import NUMBERS
from api.catalogue.delimited import DelimitedSink, DelimitedSource
from api.catalogue.jsonl import JsonLinesSink, JsonLinesSource
from api.catalogue.parquet import ParquetSink, ParquetSource
from api.catalogue.table import Sink, Source, kind_of
from api.catalogue.workbook import WorkbookSource
from hs_data import Language


def open_source(path: Path, sheet: str = "") -> Source:
    """Open a catalogue for reading.

    Raises:
        CatalogueError: it is of no known format, broken, or empty.
    """
    kind = kind_of(path)
    if kind == "xlsx":
        return WorkbookSource(path, sheet)
    if kind == "parquet":
        return ParquetSource(path)
    if kind == "jsonl":
        return JsonLinesSource(path)
    return DelimitedSource(path, kind)


def open_sink(
    path: Path, source: Source, added: Sequence[str], language: Language, versions: str
) -> Sink:
    """Open a result for writing: of the same format, rows come back untouched.

    Raises:
        CatalogueError: the format is not known, or the place cannot be written.
    """
    kind = kind_of(path)
    if kind == "xlsx":
        # openpyxl takes a while to import, and most catalogues are no workbooks.
        from api.catalogue.workbook_sink import WorkbookSink  # noqa: PLC0415

        book = source if isinstance(source, WorkbookSource) else None
        return WorkbookSink(path, source.columns, added, language, versions, book)
    if kind == "parquet":
        numbers = frozenset(
            name for name in added if any(name.startswith(number) for number in NUMBERS)
        )
        same = source if isinstance(source, ParquetSource) else None
        return ParquetSink(path, source.columns, added, numbers, same)
    if kind == "jsonl":
        return JsonLinesSink(path, source.columns, added, isinstance(source, JsonLinesSource))
    alike = isinstance(source, DelimitedSource) and ((source.delimiter == "\t") == (kind == "tsv"))
    text = source if isinstance(source, DelimitedSource) and alike else None
    return DelimitedSink(path, source.columns, added, text, kind)
