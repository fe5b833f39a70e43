"""The same figures for parts of the cases: by language, chapter, craft family and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from eval.cases import Case

OVERALL: Final = "all"

CRAFT: Final = "craft"
"""The group of sources whose cases are crafts."""

FAMILIES: Final = (
    ("food and spices", "02", "24"),
    ("oils, cosmetics, soap", "33", "34"),
    ("leather goods", "41", "43"),
    ("wood", "44", "44"),
    ("basketry", "46", "46"),
    ("fabrics and embroidery", "50", "56"),
    ("carpets", "57", "57"),
    ("fabrics and embroidery", "58", "60"),
    ("clothing", "61", "62"),
    ("home textiles", "63", "63"),
    ("footwear", "64", "64"),
    ("headgear", "65", "65"),
    ("stone", "68", "68"),
    ("pottery and ceramics", "69", "69"),
    ("glass", "70", "70"),
    ("jewellery", "71", "71"),
    ("metalwork", "72", "83"),
    ("musical instruments", "92", "92"),
    ("furniture and lamps", "94", "94"),
)
"""Craft families by the first and last chapter of their goods."""

_BANDS: Final = ((20, "to 20 characters"), (60, "21 to 60"), (150, "61 to 150"))
_LONGEST: Final = "over 150"


def group(case: Case) -> str:
    """The first part of a source: `craft-maker` is of `craft`."""
    return case.source.split("-", maxsplit=1)[0]


def family(case: Case) -> str | None:
    """The craft family of a craft case, by the chapter of its first code."""
    if group(case) != CRAFT or not case.codes:
        return None
    chapter = case.codes[0].digits[:2]
    return next((n for n, first, last in FAMILIES if first <= chapter <= last), "other crafts")


def band(case: Case) -> str:
    """How long the text is, in characters."""
    return next((name for most, name in _BANDS if len(case.text) <= most), _LONGEST)


DIMENSIONS: Final[Mapping[str, Callable[[Case], str | None]]] = {
    "language": lambda case: case.lang,
    "group": group,
    "group and language": lambda case: f"{group(case)} {case.lang}",
    "source": lambda case: case.source,
    "craft family": family,
    "chapter": lambda case: case.codes[0].digits[:2] if case.codes else None,
    "text length": band,
    "quality": lambda case: case.quality,
}
"""What cases are divided by; a case without an answer is in no part."""


def slices(cases: Sequence[Case]) -> dict[str, dict[str, list[int]]]:
    """Places of the cases in each part, by dimension and part, parts in order.

    A dimension that does not divide the cases is left out: it says what the whole says.
    """
    found: dict[str, dict[str, list[int]]] = {}
    order = [name for _, name in _BANDS] + [_LONGEST]
    for dimension, part_of in DIMENSIONS.items():
        parts: dict[str, list[int]] = {}
        for place, case in enumerate(cases):
            part = part_of(case)
            if part is not None:
                parts.setdefault(part, []).append(place)
        names = [n for n in order if n in parts] if dimension == "text length" else sorted(parts)
        if len(parts) > 1:
            found[dimension] = {name: parts[name] for name in names}
    return found
