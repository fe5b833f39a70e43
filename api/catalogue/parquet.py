"""Parquet: the same schema and values back, with typed columns added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from api.catalogue.errors import FormatError
from api.catalogue.files import ScratchSink, WholeFile
from api.catalogue.table import Kind, Row, check_columns, check_readable

_ROWS_AT_ONCE: Final = 1_024
_ROWS_A_GROUP: Final = 65_536


class ParquetSource:
    """A Parquet file. `original` of its rows is the batch they stand in and their place.

    Raises:
        FormatError: the file is no Parquet, or has far too many columns.
    """

    kind: Kind = "parquet"

    def __init__(self, path: Path) -> None:
        import pyarrow as pa  # noqa: PLC0415 - only for this format
        import pyarrow.parquet as pq  # noqa: PLC0415

        check_readable(path)
        self.path = path
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError) as error:
            raise FormatError(f"{path.name} is no Parquet file, or is broken.") from error
        self.schema = self._file.schema_arrow
        self.columns = tuple(self.schema.names)
        check_columns(self.columns, path.name)
        self.notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Every row, a batch at a time."""
        import pyarrow as pa  # noqa: PLC0415

        number = 0
        try:
            for batch in self._file.iter_batches(_ROWS_AT_ONCE):
                texts = [
                    ["" if value is None else str(value) for value in column.to_pylist()]
                    for column in batch.columns
                ]
                for place in range(batch.num_rows):
                    number += 1
                    yield Row(number, tuple(text[place] for text in texts), (batch, place))
        except (pa.ArrowException, OSError) as error:
            raise FormatError(f"{self.path.name} breaks off after row {number}.") from error

    def count(self) -> int | None:
        """As the file says."""
        return int(self._file.metadata.num_rows)


class ParquetSink(ScratchSink):
    """Writes Parquet; probabilities as numbers, everything else as text."""

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        added: Sequence[str],
        numbers: frozenset[str],
        source: ParquetSource | None = None,
    ) -> None:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        self._arrow = pa
        self._whole = WholeFile(path)
        self._same = source is not None
        base = source.schema if source else pa.schema([(name, pa.string()) for name in columns])
        ours = [(name, pa.float64() if name in numbers else pa.string()) for name in added]
        self._added = pa.schema(ours)
        self._schema = base
        for field in self._added:
            self._schema = self._schema.append(field)
        self._base = base
        self._waiting: list[Any] = []
        try:
            self._stream = pq.ParquetWriter(self._whole.scratch, self._schema)
        except OSError as error:
            raise self._whole.failed(error) from error

    def write(self, rows: Sequence[tuple[Row, Sequence[Any]]]) -> None:
        """Append rows with our values."""
        if not rows:
            return
        pa = self._arrow
        if self._same:
            original = pa.Table.from_batches(list(self._slices(rows)), self._base)
        else:
            width = len(self._base)
            padded = [(row.cells + ("",) * width)[:width] for row, _ in rows]
            columns = list(zip(*padded, strict=True)) if width else []
            original = pa.table(
                {name: list(cells) for name, cells in zip(self._base.names, columns, strict=True)},
                self._base,
            )
        ours = zip(*(values for _, values in rows), strict=True)
        for field, values in zip(self._added, ours, strict=True):
            made = [None if value is None or value == "" else value for value in values]
            original = original.append_column(field, pa.array(made, field.type))
        self._waiting.append(original)
        if sum(table.num_rows for table in self._waiting) >= _ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        table = self._arrow.concat_tables(self._waiting)
        self._waiting = []
        try:
            self._stream.write_table(table)
        except OSError as error:
            raise self._broken(error) from error

    def _slices(self, rows: Sequence[tuple[Row, Sequence[Any]]]) -> Iterator[Any]:
        """The original rows as slices of the batches they came in."""
        start = 0
        for n in range(1, len(rows) + 1):
            batch, place = rows[start][0].original
            if n == len(rows) or rows[n][0].original[0] is not batch:
                yield batch.slice(place, n - start)
                start = n
