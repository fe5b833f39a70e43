"""Terms, listings, boundaries and attributes: what people call goods, and what decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from hs_data.code import HSCode
from hs_data.languages import Language, by_language
from hs_data.records import AttributeRow, Boundary, Listing, Term
from hs_data.tables import (
    ASKS_COLUMNS,
    BROADER_COLUMNS,
    TABLES,
    VOCABULARY_COLUMNS,
    read_kind,
    read_table,
)

VALUE_SEPARATOR: Final = "|"
"""Between the values of one attribute cell, and the names of one vocabulary cell."""


def terms(root: Path = TABLES) -> Iterator[Term]:
    """Every name of goods, in table order.

    Raises:
        DataError: a table is malformed.
    """
    for code, lang, text, condition in read_kind("terms", root):
        yield Term(HSCode(code), lang, text, condition)


def listings(root: Path = TABLES) -> Iterator[Listing]:
    """Every labelled text of a seller or declarant, in table order.

    Raises:
        DataError: a table is malformed.
    """
    for code, lang, kind, text in read_kind("listings", root):
        yield Listing(HSCode(code), lang, kind, text)


def boundaries(root: Path = TABLES) -> Iterator[Boundary]:
    """Every pair of a heading and goods that only seem to belong to it.

    Raises:
        DataError: a table is malformed.
    """
    for heading, goods, goes_to, rule, *sentences in read_kind("boundaries", root):
        yield Boundary(
            HSCode(heading),
            goods,
            HSCode(goes_to),
            rule,
            by_language(sentences),
        )


@lru_cache(maxsize=4)
def boundaries_by_heading(root: Path = TABLES) -> Mapping[str, tuple[Boundary, ...]]:
    """The boundaries of each heading that has any, by its four digits; read once.

    Raises:
        DataError: a table is malformed.
    """
    found: dict[str, list[Boundary]] = {}
    for drawn in boundaries(root):
        found.setdefault(drawn.heading.digits, []).append(drawn)
    return {heading: tuple(drawn) for heading, drawn in found.items()}


def attributes(root: Path = TABLES) -> Iterator[AttributeRow]:
    """What each heading and subheading requires, allows and excludes.

    What a heading requires holds for all its subheadings, unless one says otherwise.

    Raises:
        DataError: a table is malformed.
    """
    for code, attribute, mode, values in read_kind("attributes", root):
        yield AttributeRow(HSCode(code), attribute, mode, tuple(values.split(VALUE_SEPARATOR)))


def vocabulary(root: Path = TABLES) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """Names of each attribute value by language: (attribute, value) -> lang -> names.

    Raises:
        DataError: the table is missing or malformed.
    """
    names: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for attribute, value, lang, cell in read_table(root / "vocabulary.tsv", VOCABULARY_COLUMNS):
        names.setdefault((attribute, value), {})[lang] = tuple(cell.split(VALUE_SEPARATOR))
    return names


def broader(root: Path = TABLES) -> dict[tuple[str, str], frozenset[str]]:
    """What each attribute value is a kind of, directly: ("material", "brass") -> {"copper"}.

    Raises:
        DataError: the table is missing or malformed.
    """
    above: dict[tuple[str, str], set[str]] = {}
    for attribute, value, parent in read_table(root / "broader.tsv", BROADER_COLUMNS):
        above.setdefault((attribute, value), set()).add(parent)
    return {key: frozenset(parents) for key, parents in above.items()}


def asks(root: Path = TABLES) -> dict[str, dict[Language, str]]:
    """How each attribute is asked for, by language.

    Raises:
        DataError: the table is missing or malformed.
    """
    return {
        attribute: by_language(sentences)
        for attribute, *sentences in read_table(root / "asks.tsv", ASKS_COLUMNS)
    }
