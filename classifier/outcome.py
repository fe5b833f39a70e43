"""From the probabilities of the candidates to what may honestly be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from classifier.types import Outcome, Reason, RollUp
from hs_data import HSCode, Nomenclature

_code = lru_cache(10_000)(HSCode)

MIN_SUPPORT: Final = 0.30
"""The weighted support (0 to 1) under which the best candidate is what unrelated text
reaches by accident."""

MIN_CHAPTER: Final = 0.5
MIN_CODE: Final = 0.5
"""Below even odds for its chapter a text is too vague; for its code, ambiguous."""

SUPPORTED: Final = 0.75
"""A code is supported by the text when it is at least this probable."""


def roll_up(
    codes: Sequence[HSCode],
    mass: Sequence[float],
    level: int,
    nomenclature: Nomenclature,
    most: int | None = None,
) -> tuple[RollUp, ...]:
    """Sum probabilities over the codes of a level (2 or 4), greatest first, at most `most`."""
    sums: dict[str, float] = defaultdict(float)
    for code, probability in zip(codes, mass, strict=True):
        sums[code.digits[:level]] += probability
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:most]
    return tuple(RollUp(nomenclature[_code(digits)], min(total, 1.0)) for digits, total in ranked)


def decide(support: float, best: float, chapter: float) -> tuple[Outcome, Reason]:
    """What an answer is worth, and why.

    Args:
        support: weighted support of the best candidate, 0 to 1.
        best: probability of the first suggestion.
        chapter: probability of the likeliest chapter.
    """
    if support < MIN_SUPPORT:
        return "not_goods", "nothing_matched"
    if chapter < MIN_CHAPTER:
        return "too_vague", "many_chapters"
    if best < MIN_CODE:
        return "ambiguous", "close_call"
    return "suggested", "stands_out"


def deepest(levels: Sequence[RollUp]) -> RollUp | None:
    """The first of subheading, heading and chapter that is probable enough."""
    return next((level for level in levels if level.probability >= SUPPORTED), None)
