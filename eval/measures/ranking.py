"""How good a ranking is: top-k at each level, reciprocal rank, and nDCG.

Every measure gives one value from 0 to 1 for each case; a system's figure is their mean.
Any of a case's codes is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case
from hs_data import HSCode

LEVELS: Final = (2, 4, 6)
TOPS: Final = (1, 3, 5, 10)
DEPTH: Final = 10
"""Answers of a ranking that are looked at."""

Values = NDArray[np.float64]
"""One value a case."""


def rank_of(ranked: Sequence[HSCode], right: Sequence[HSCode], level: int) -> int | None:
    """Place (from 1) of the first right code at a level, among different codes of that level.

    Two subheadings of one chapter are one answer at two digits, so a list of ten
    subheadings may hold fewer than ten answers there.
    """
    wanted = {code.digits[:level] for code in right}
    answers = dict.fromkeys(code.digits[:level] for code in ranked)
    for place, answer in enumerate(answers, start=1):
        if answer in wanted:
            return place
    return None


def ranks(
    cases: Sequence[Case], rankings: Sequence[Sequence[HSCode]], level: int
) -> list[int | None]:
    """The rank of each case's first right code at a level, None beyond the ranking."""
    return [
        rank_of(ranked[:DEPTH], case.codes, level)
        for case, ranked in zip(cases, rankings, strict=True)
    ]


def hits(found: Sequence[int | None], top: int) -> NDArray[np.bool_]:
    """Which cases are right within the first `top`."""
    return np.array([rank is not None and rank <= top for rank in found], bool)


def reciprocal(found: Sequence[int | None]) -> Values:
    """Reciprocal ranks, 0 where nothing right is in the first ten."""
    return np.array([0.0 if rank is None else 1 / rank for rank in found], float)


def gain(ranked: Sequence[HSCode], right: Sequence[HSCode]) -> float:
    """nDCG@10 of one ranking at six digits; each right code has gain 1.

    The ideal ranking has all the right codes first.
    """
    wanted = set(right)
    answers = list(dict.fromkeys(ranked))[:DEPTH]
    found = sum(
        1 / log2(place + 1) for place, code in enumerate(answers, start=1) if code in wanted
    )
    ideal = sum(1 / log2(place + 1) for place in range(1, min(len(wanted), DEPTH) + 1))
    return found / ideal if ideal else 0.0


def gains(cases: Sequence[Case], rankings: Sequence[Sequence[HSCode]]) -> Values:
    """nDCG@10 of each case."""
    return np.array(
        [gain(ranked, case.codes) for case, ranked in zip(cases, rankings, strict=True)], float
    )
