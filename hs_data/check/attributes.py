"""Checks of attributes: a closed vocabulary, and siblings that something tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Final

from hs_data.check.problem import Problem, error, note
from hs_data.knowledge import attributes, vocabulary
from hs_data.languages import ANSWER_LANGUAGES
from hs_data.tables import read_kind

MODES: Final = ("allows", "excludes", "requires")
MEASURE: Final = "measure"
"""Thresholds (`weight<=10kg`) read the same in every language and need no names."""

_SUBHEADING: Final = 6


@dataclass(slots=True)
class Rules:
    """What one subheading requires and excludes: attribute -> values."""

    requires: dict[str, set[str]] = field(default_factory=dict)
    excludes: dict[str, set[str]] = field(default_factory=dict)

    def apart_from(self, other: Rules) -> bool:
        """Whether some attribute decides between this subheading and another."""
        for attribute, values in self.requires.items():
            if attribute in other.requires and not values & other.requires[attribute]:
                return True
            if values <= other.excludes.get(attribute, set()):
                return True
        return any(
            values <= self.excludes.get(attribute, set())
            for attribute, values in other.requires.items()
        )


def rules(root: Path) -> dict[str, Rules]:
    """The rules of every subheading that has any."""
    found: dict[str, Rules] = defaultdict(Rules)
    for row in attributes(root):
        if row.mode == "requires":
            found[row.code.digits].requires.setdefault(row.attribute, set()).update(row.values)
        elif row.mode == "excludes":
            found[row.code.digits].excludes.setdefault(row.attribute, set()).update(row.values)
    return found


def unseparated(root: Path) -> list[tuple[str, str]]:
    """Pairs of subheadings of one heading that no attribute tells apart."""
    known = rules(root)
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


def check_attributes(root: Path) -> Iterator[Problem]:
    """Known codes, modes and values; names in every answer language; separable siblings."""
    if not (root / "vocabulary.tsv").exists():
        return
    names = vocabulary(root)
    for (attribute, value), by_language in names.items():
        for language in ANSWER_LANGUAGES:
            if not any(by_language.get(language, ())):
                yield error("vocabulary", f"{attribute}={value}", f"has no {language} name")
    codes = {row[0] for row in read_kind("nomenclature", root)}
    for row in attributes(root):
        where = row.code.digits
        if where not in codes or row.code.level != _SUBHEADING:
            yield error("attributes", where, "is not a subheading of the nomenclature")
        if row.mode not in MODES:
            yield error("attributes", where, f"{row.mode!r} is not a mode")
        for value in row.values:
            if row.attribute != MEASURE and (row.attribute, value) not in names:
                yield error(
                    "attributes", where, f"{row.attribute}={value} is not in the vocabulary"
                )
    for left, right in unseparated(root):
        yield note("attributes", left, f"no attribute tells it from {right}")
