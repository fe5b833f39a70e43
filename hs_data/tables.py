"""Reading and writing the plain tables: tab-separated, sorted, one file a chapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hs_data.errors import DataError

TABLES: Final = Path(__file__).parent / "tables"
"""Where the shipped tables are."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "nomenclature": ("code", "en", "fr", "ar", "es"),
    "terms": ("code", "lang", "term", "condition"),
    "attributes": ("code", "attribute", "mode", "values"),
    "boundaries": ("heading", "goods", "goes_to", "rule", "en", "fr", "ar", "es"),
    "listings": ("code", "lang", "kind", "text"),
}
"""The kinds of table that have one file a chapter, and the columns of each."""

SECTION_COLUMNS: Final = ("section", "first", "last", "en", "fr", "ar", "es")
VOCABULARY_COLUMNS: Final = ("attribute", "value", "lang", "names")
BROADER_COLUMNS: Final = ("attribute", "value", "broader")
ASKS_COLUMNS: Final = ("attribute", "en", "fr", "ar", "es")
MEASURES_COLUMNS: Final = ("quantity", "en", "fr", "ar", "es")

ALONE: Final = ("asks", "broader", "measures", "sections", "vocabulary")
"""The tables that are one file for the whole nomenclature."""

CHAPTERS: Final = tuple(f"{n:02d}" for n in range(1, 98) if n != 77)  # noqa: PLR2004
"""The 96 chapters in use; 77 is reserved by the nomenclature for the future."""


def read_table(path: Path, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Read a table's rows, each a tuple of as many strings as there are columns.

    Raises:
        DataError: the file is missing, not UTF-8, has another header, or a ragged row.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"The table {path.name} is missing from {path.parent}.") from None
    except UnicodeDecodeError as error:
        raise DataError(f"The table {path} is not UTF-8 text: {error.reason}.") from None
    # Split on "\n" alone: str.splitlines would also cut at U+2028 and its like inside a cell.
    lines = text.rstrip("\n").split("\n")
    header = "\t".join(columns)
    if lines[0] != header:
        raise DataError(f"The table {path} begins with {lines[0][:80]!r}, not with {header!r}.")
    rows = [tuple(line.split("\t")) for line in lines[1:]]
    width = len(columns)
    for number, row in enumerate(rows, start=2):
        if len(row) != width:
            raise DataError(f"{path}, line {number}: {len(row)} cells where {width} belong.")
    return rows


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows as a table: header first, rows sorted, so that equal data is equal bytes."""
    lines = sorted("\t".join(row) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["\t".join(columns), *lines]) + "\n", encoding="utf-8")


def read_chapters(kind: str, root: Path = TABLES) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """The table of one kind for each chapter that has one, in chapter order.

    A chapter without a file of this kind has no rows, except in the nomenclature,
    where every chapter must be there.

    Raises:
        DataError: a file is malformed, or the nomenclature lacks a chapter.
    """
    for chapter in CHAPTERS:
        path = root / kind / f"{chapter}.tsv"
        if kind == "nomenclature" or path.exists():
            yield chapter, read_table(path, COLUMNS[kind])


def read_kind(kind: str, root: Path = TABLES) -> Iterator[tuple[str, ...]]:
    """All rows of one kind over the chapters, as `read_chapters` finds them.

    Raises:
        DataError: a file is malformed, or the nomenclature lacks a chapter.
    """
    for _, rows in read_chapters(kind, root):
        yield from rows
