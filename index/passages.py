"""The texts that an index searches: descriptions, terms and listings, each with its code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hs_data import ANSWER_LANGUAGES, HSCode, Nomenclature
from hs_data.knowledge import boundaries, listings, terms
from hs_data.tables import TABLES, read_table

_COLUMNS: Final = ("code", "kind", "lang", "text", "condition", "leaves")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text about one code, and what kind of text it is.

    `leaves` is the heading that goods of a boundary only seem to belong to.
    """

    code: HSCode
    kind: str  # description, term, listing or boundary
    lang: str
    text: str
    condition: str = ""
    leaves: str = ""


def collect(nomenclature: Nomenclature, root: Path = TABLES) -> Iterator[Passage]:
    """Every passage of the shipped tables: of headings and subheadings, in table order."""
    for entry in nomenclature:
        if entry.code.level == 2:  # noqa: PLR2004 - a chapter's title describes no goods
            continue
        for language in ANSWER_LANGUAGES:
            if text := entry.descriptions[language]:
                yield Passage(entry.code, "description", language, text)
    for term in terms(root):
        yield Passage(term.code, "term", term.lang, term.text, term.condition)
    for listing in listings(root):
        yield Passage(listing.code, "listing", listing.lang, listing.text)
    for drawn in boundaries(root):
        yield Passage(drawn.goes_to, "boundary", "en", drawn.goods, leaves=drawn.heading.digits)


def save(passages: list[Passage], path: Path) -> None:
    """Write passages as a table, in the order given: the rows of the matrices beside it."""
    lines = (
        "\t".join((p.code.digits, p.kind, p.lang, p.text, p.condition, p.leaves)) for p in passages
    )
    path.write_text("\n".join(["\t".join(_COLUMNS), *lines]) + "\n", encoding="utf-8")


def load(path: Path) -> list[Passage]:
    """Read passages that `save` wrote, in the same order.

    Raises:
        DataError: the file is missing or malformed.
        UnknownCodeError: a code in it is malformed.
    """
    rows = read_table(path, _COLUMNS)
    # A code stands in twenty rows; checking its digits once saves a quarter of the loading.
    codes = {digits: HSCode(digits) for digits in {row[0] for row in rows}}
    return [Passage(codes[digits], *rest) for digits, *rest in rows]
