"""How good a ranking is: top-k at each level, and the mean reciprocal rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from eval.cases import Case
from hs_data import HSCode

LEVELS: Final = (2, 4, 6)
TOPS: Final = (1, 3, 5, 10)
_DEPTH: Final = 10


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


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares (0 to 1) of cases right within the first k, by level; MRR@10 at six digits."""

    cases: int
    top: dict[int, dict[int, float]]
    mrr: float


def measure(cases: Sequence[Case], rankings: Sequence[Sequence[HSCode]]) -> Figures:
    """Figures of one system's rankings over cases that have a right code."""
    count = len(cases)
    top: dict[int, dict[int, float]] = {}
    mrr = 0.0
    for level in LEVELS:
        ranks = [
            rank_of(ranked, case.codes, level) for case, ranked in zip(cases, rankings, strict=True)
        ]
        top[level] = {
            k: sum(rank is not None and rank <= k for rank in ranks) / count if count else 0.0
            for k in TOPS
        }
        if level == LEVELS[-1] and count:
            mrr = sum(1 / rank for rank in ranks if rank is not None and rank <= _DEPTH) / count
    return Figures(count, top, mrr)
