"""Thresholds that the nomenclature splits by, as tables write them and as people read them.

`width>30cm<=60cm` is a quantity and one or two bounds. The names of the quantities are
in `tables/measures.tsv`; bounds are put into words here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from hs_data.languages import Language, by_language
from hs_data.tables import MEASURES_COLUMNS, TABLES, read_table

MEASURE: Final = "measure"
"""The attribute whose values are thresholds, put into words here and in no vocabulary."""

_EXPRESSION: Final = re.compile(r"([a-z][a-z0-9_]*?)((?:(?:<=|>=|<|>|=)[0-9.]+[^<>=\s]*){1,2})")
_BOUND: Final = re.compile(r"(<=|>=|<|>|=)([0-9.]+)([^<>=\s]*)")

_WORDS: Final[dict[str, dict[Language, str]]] = {
    "<=": {"en": "at most", "fr": "au plus", "ar": "على الأكثر", "es": "como máximo"},
    "<": {"en": "under", "fr": "moins de", "ar": "أقل من", "es": "menos de"},
    ">=": {"en": "at least", "fr": "au moins", "ar": "على الأقل", "es": "al menos"},
    ">": {"en": "over", "fr": "plus de", "ar": "أكثر من", "es": "más de"},
    "=": {"en": "exactly", "fr": "exactement", "ar": "بالضبط", "es": "exactamente"},
}


def is_measure(value: str) -> bool:
    """Whether a value of the attribute `measure` is written as it should be."""
    return _EXPRESSION.fullmatch(value) is not None


def quantity(value: str) -> str:
    """The quantity that a value bounds: `width` of `width>30cm`.

    Raises:
        ValueError: the value is not a quantity and bounds.
    """
    match = _EXPRESSION.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is not a quantity with one or two bounds")
    return match.group(1)


@lru_cache(maxsize=4)
def quantities(root: Path = TABLES) -> Mapping[str, Mapping[Language, str]]:
    """What each quantity is called, by language.

    Raises:
        DataError: the table is missing or malformed.
    """
    return {
        name: by_language(names)
        for name, *names in read_table(root / "measures.tsv", MEASURES_COLUMNS)
    }


def spoken(value: str, language: Language, root: Path = TABLES) -> str:
    """A value in words: `width>30cm` is "width: over 30 cm".

    Raises:
        ValueError: the value is not a quantity and bounds.
        DataError: the table of quantities is missing or malformed.
    """
    name = quantity(value)
    known = quantities(root).get(name)
    bounds = [
        f"{_WORDS[sign][language]} {number} {unit}".strip()
        for sign, number, unit in _BOUND.findall(value[len(name) :])
    ]
    return f"{known[language] if known else name.replace('_', ' ')}: {', '.join(bounds)}"
