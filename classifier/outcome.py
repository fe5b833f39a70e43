"""From the candidates of a text to what may honestly be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from classifier.types import Outcome, Reason, RollUp
from hs_data import HSCode, Nomenclature
from index import Candidate

TEMPERATURE: Final = 0.05
"""Scores this far apart differ by a factor e in share. Not calibrated: shares are not
probabilities until a calibration on held-out cases replaces this."""

MIN_SCORE: Final = 0.22
"""A best score under this is what unrelated text reaches by accident."""

MIN_CHAPTER_SHARE: Final = 0.25
MIN_CODE_SHARE: Final = 0.45


def shares(candidates: Sequence[Candidate]) -> list[float]:
    """Each candidate's part of the support of all, by a softmax of scores; sums to 1."""
    if not candidates:
        return []
    scores = np.array([candidate.score for candidate in candidates])
    mass = np.exp((scores - scores.max()) / TEMPERATURE)
    return [float(share) for share in mass / mass.sum()]


def roll_up(
    candidates: Sequence[Candidate], mass: Sequence[float], level: int, nomenclature: Nomenclature
) -> tuple[RollUp, ...]:
    """Sum shares over the codes of a level (2 or 4), greatest first."""
    sums: dict[str, float] = defaultdict(float)
    for candidate, share in zip(candidates, mass, strict=True):
        sums[candidate.code.digits[:level]] += share
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return tuple(RollUp(nomenclature[HSCode(digits)], share) for digits, share in ranked)


def decide(
    candidates: Sequence[Candidate], mass: Sequence[float], chapters: Sequence[RollUp]
) -> tuple[Outcome, Reason]:
    """What the candidates are worth as an answer, and why."""
    if not candidates or candidates[0].score < MIN_SCORE:
        return "not_goods", "nothing_matched"
    if chapters[0].share < MIN_CHAPTER_SHARE:
        return "too_vague", "many_chapters"
    if mass[0] < MIN_CODE_SHARE:
        return "ambiguous", "close_call"
    return "suggested", "stands_out"
