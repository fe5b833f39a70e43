"""A catalogue as rows: what every format is read into and written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from api.catalogue.errors import FormatError

if TYPE_CHECKING:
    from api.catalogue.report import Report

Kind = Literal["csv", "tsv", "xlsx", "parquet", "jsonl"]

KINDS: Final[dict[str, Kind]] = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

MOST_COLUMNS: Final = 1_000
"""More columns than any catalogue has; a file with more is something else."""

MOST_BYTES_A_ROW: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it came.

    `cells` are the values as text, in the order of the columns, for reading. `original`
    is whatever the writer of the same format needs to give the row back untouched.
    `fault` says in words why the row cannot be read, or is empty.
    """

    number: int
    cells: tuple[str, ...]
    original: Any = field(compare=False, default=None)
    fault: str = ""


class Source(Protocol):
    """An open catalogue."""

    kind: Kind
    columns: tuple[str, ...]
    notes: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Every row after the header, in order; may be called more than once."""

    def count(self) -> int | None:
        """How many rows there are at most, or None where telling would mean reading them all."""


class Sink(Protocol):
    """Where a catalogue is written; nothing is under its final name until `finish`."""

    def write(self, rows: Sequence[tuple[Row, Sequence[Any]]]) -> None:
        """Append rows, each with the values of our columns."""

    def finish(self, report: Report) -> None:
        """Put the whole file under its final name; workbooks show the report as well."""

    def abandon(self) -> None:
        """Leave nothing behind."""


def kind_of(path: Path) -> Kind:
    """The format that a file's extension names.

    Raises:
        FormatError: the extension is none that is read.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(dict.fromkeys(KINDS))
        if path.suffix.lower() in {".xls", ".ods", ".xlsm", ".xlsb", ".numbers"}:
            raise FormatError(f"{path.name}: save it as .xlsx or .csv and try again.")
        raise FormatError(f"{path.name} has no extension of a catalogue; those read are {known}.")
    return kind


def check_readable(path: Path) -> None:
    """Refuse what is no file, or an empty one.

    Raises:
        FormatError: it is missing, a folder, unreadable or empty.
    """
    if path.is_dir():
        raise FormatError(f"{path} is a folder; give a file.")
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise FormatError(f"{path.name} is empty.")
    except OSError as error:
        raise FormatError(f"{path} cannot be read: {error.strerror}.") from error


def lines_of(path: Path) -> int:
    """Lines of a text file, counted by their ends; a hundred megabytes take a tenth of a second."""
    ends, last = 0, b"\n"
    with path.open("rb") as file:
        while chunk := file.read(1 << 22):
            ends += chunk.count(b"\n")
            last = chunk[-1:]
    return ends + (last != b"\n")


def check_columns(columns: Sequence[str], name: str) -> None:
    """Refuse a header that no catalogue has.

    Raises:
        FormatError: there are far too many columns.
    """
    if len(columns) > MOST_COLUMNS:
        raise FormatError(
            f"{name} has {len(columns)} columns, more than the {MOST_COLUMNS} that are read; "
            "is its delimiter what you expect?"
        )
