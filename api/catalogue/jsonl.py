"""JSON lines: each object comes back with our keys added at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

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


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_cell(item)}" for key, item in value.items())
    return str(value)


class JsonLinesSource:
    """A file of one JSON object a line. `original` of its rows is the line.

    Raises:
        FormatError: the file is empty, or its first lines are no objects.
    """

    kind: Kind = "jsonl"

    def __init__(self, path: Path) -> None:
        check_readable(path)
        self.path = path
        names: dict[str, None] = {}
        for line in islice(self._lines(), _FIRST_LINES):
            found = self._object(line)
            if isinstance(found, dict):
                names.update(dict.fromkeys(found))
        if not names:
            raise FormatError(f"{path.name} has no JSON object in its first lines.")
        self.columns = tuple(names)
        check_columns(self.columns, path.name)
        self.notes: tuple[str, ...] = ()

    def _lines(self) -> Iterator[str]:
        with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
            while line := file.readline(MOST_BYTES_A_ROW):
                yield line.rstrip("\r\n")

    @staticmethod
    def _object(line: str) -> dict[str, Any] | str:
        """The object of a line, or what is wrong with the line."""
        try:
            found = json.loads(line)
        except ValueError as error:
            return f"the line is not JSON: {error}"
        except RecursionError:
            return "the line is nested too deeply"
        return found if isinstance(found, dict) else "the line is not a JSON object"

    def rows(self) -> Iterator[Row]:
        """Every line that is not blank."""
        for number, line in enumerate((x for x in self._lines() if x.strip()), 1):
            found = self._object(line)
            if isinstance(found, str):
                yield Row(number, (), line, found)
            else:
                cells = tuple(_cell(found.get(name)) for name in self.columns)
                yield Row(number, cells, line)

    def count(self) -> int | None:
        """At most so many: a line may be blank."""
        return lines_of(self.path)


class JsonLinesSink(ScratchSink):
    """Writes one object a line; of rows that came as JSON lines the text stays as it was."""

    def __init__(
        self, path: Path, columns: Sequence[str], added: Sequence[str], same: bool
    ) -> None:
        self._whole = WholeFile(path)
        self._columns, self._added, self._same = columns, added, same
        self._stream = self._whole.open(
            "w", encoding="utf-8", errors="surrogateescape", newline="\n"
        )

    def _line(self, row: Row, ours: Sequence[Any]) -> str:
        added = {k: v for k, v in zip(self._added, ours, strict=True) if v is not None and v != ""}
        if not self._same:
            given = dict(zip(self._columns, row.cells, strict=False))
            return json.dumps({**given, **added}, ensure_ascii=False)
        text = str(row.original).rstrip()
        if row.fault:
            return json.dumps({"line": row.original, **added}, ensure_ascii=False)
        inner = text[:-1].rstrip()
        tail = json.dumps(added, ensure_ascii=False)[1:]
        return inner + (tail if inner.endswith("{") or not added else f", {tail}")

    def write(self, rows: Sequence[tuple[Row, Sequence[Any]]]) -> None:
        """Append rows with our keys; keys without a value are left out."""
        try:
            self._stream.write("".join(self._line(row, ours) + "\n" for row, ours in rows))
        except OSError as error:
            raise self._broken(error) from error
