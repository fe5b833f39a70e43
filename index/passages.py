"""The texts that an index searches: descriptions, terms and listings, each with its code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hs_data import ANSWER_LANGUAGES, HSCode, Nomenclature
from hs_data.knowledge import VALUE_SEPARATOR, boundaries, listings, terms, vocabulary
from hs_data.tables import TABLES, read_kind, read_table

KIND: Final = "kind"
"""The attribute whose values are goods themselves; their names are names of goods."""

_COLUMNS: Final = ("code", "kind", "lang", "text", "condition", "leaves")


class Passage(NamedTuple):
    """One text about one code, and what kind of text it is.

    `leaves` is the heading that goods of a boundary only seem to belong to. A tuple,
    not a dataclass: three hundred thousand are made at every start.
    """

    code: HSCode
    kind: str  # description, term, kind, listing or boundary
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
    yield from _kinds(root)
    for drawn in boundaries(root):
        yield Passage(drawn.goes_to, "boundary", "en", drawn.goods, leaves=drawn.heading.digits)


def _kinds(root: Path) -> Iterator[Passage]:
    """The names of kinds of goods, under the one code (or heading) that requires each kind."""
    if not (root / "vocabulary.tsv").exists():
        return
    homes: dict[str, set[str]] = defaultdict(set)
    for code, attribute, mode, values in read_kind("attributes", root):
        if attribute == KIND and mode == "requires":
            for value in values.split(VALUE_SEPARATOR):
                homes[value].add(code)
    for (attribute, value), names in vocabulary(root).items():
        if attribute != KIND:
            continue
        subheadings = {code for code in homes[value] if len(code) == 6}  # noqa: PLR2004
        headings = {code[:4] for code in homes[value]}
        if len(headings) != 1:
            continue
        [heading] = headings
        home = HSCode(subheadings.pop() if len(subheadings) == 1 else heading)
        for lang, called in names.items():
            for name in called:
                yield Passage(home, "kind", lang, name)


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
