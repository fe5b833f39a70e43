"""Checks of attributes: a closed vocabulary, and siblings that something tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

from hs_data.check.problem import Problem, error, note
from hs_data.knowledge import asks, attributes, broader, vocabulary
from hs_data.languages import ANSWER_LANGUAGES
from hs_data.measures import MEASURE
from hs_data.rules import Rules, own_rules
from hs_data.tables import read_kind

MODES: Final = ("allows", "excludes", "requires")
_SUBHEADING: Final = 6
_LEVELS: Final = (4, 6)


def unseparated(root: Path) -> list[tuple[str, str]]:
    """Pairs of subheadings of one heading that no attribute tells apart."""
    known = own_rules(root)
    families: dict[str, list[str]] = defaultdict(list)
    for code, *_ in read_kind("nomenclature", root):
        if len(code) == _SUBHEADING:
            families[code[:4]].append(code)
    nothing = Rules()
    return [
        (left, right)
        for codes in families.values()
        for left, right in combinations(codes, 2)
        if not known.get(left, nothing).apart_from(known.get(right, nothing))
    ]


def check_vocabulary(root: Path) -> Iterator[Problem]:
    """Names in every answer language; a question for every attribute; known broader values."""
    if not (root / "vocabulary.tsv").exists():
        return
    names = vocabulary(root)
    asked = asks(root)
    for (attribute, value), by_language in names.items():
        for language in ANSWER_LANGUAGES:
            if not any(by_language.get(language, ())):
                yield error("vocabulary", f"{attribute}={value}", f"has no {language} name")
    for attribute in sorted({attribute for attribute, _ in names} | {MEASURE}):
        if not all(asked.get(attribute, {}).values()) or attribute not in asked:
            yield error("asks", attribute, "is not asked for in every language")
    for (attribute, value), parents in broader(root).items():
        for missing in sorted({value, *parents}):
            if (attribute, missing) not in names:
                yield error("broader", f"{attribute}={missing}", "is not in the vocabulary")


def check_attributes(root: Path) -> Iterator[Problem]:
    """Known codes, modes and values; separable siblings."""
    if not (root / "vocabulary.tsv").exists():
        return
    names = vocabulary(root)
    codes = {row[0] for row in read_kind("nomenclature", root)}
    for row in attributes(root):
        where = row.code.digits
        if where not in codes or row.code.level not in _LEVELS:
            yield error("attributes", where, "is not a heading or subheading of the nomenclature")
        if row.mode not in MODES:
            yield error("attributes", where, f"{row.mode!r} is not a mode")
        for value in row.values:
            if row.attribute != MEASURE and (row.attribute, value) not in names:
                yield error(
                    "attributes", where, f"{row.attribute}={value} is not in the vocabulary"
                )
    for left, right in unseparated(root):
        yield note("attributes", left, f"no attribute tells it from {right}")
