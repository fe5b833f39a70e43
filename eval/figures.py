"""Every figure of one system over one dataset, with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.cases import Case
from eval.measures.calibration import Calibration, calibration
from eval.measures.intervals import Estimate, bootstrap, wilson
from eval.measures.ranking import LEVELS, TOPS, Values, gains, hits, ranks, reciprocal
from eval.measures.slices import slices
from eval.measures.tree import expected_distance
from eval.systems.base import Ranking


@dataclass(frozen=True, slots=True)
class Settings:
    """How intervals and tests are made."""

    resamples: int = 1000
    seed: int = 2022


@dataclass(frozen=True, slots=True)
class PartFigures:
    """Shares right within the first k at six digits, and in first place above; MRR@10."""

    cases: int
    top: dict[str, Estimate]
    heading: Estimate
    chapter: Estimate
    mrr: Estimate


@dataclass(frozen=True, slots=True)
class Confused:
    """Cases of one chapter that were put first into another."""

    right: str
    given: str
    cases: int


@dataclass(frozen=True, slots=True)
class Refusals:
    """Goods that were called no goods, and other texts that were rightly called so.

    `top_1` is the share right in first place when a refusal counts as wrong.
    """

    goods: Estimate
    others: Estimate
    other_cases: int
    top_1: Estimate


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """Everything that is told of one system over one dataset.

    `top` is by level, then k. `distance` is of the first answer, `mass_distance` by the
    probabilities, None where there are none, as `calibration`.
    """

    cases: int
    top: dict[str, dict[str, Estimate]]
    mrr: Estimate
    ndcg: Estimate
    distance: Estimate
    mass_distance: Estimate | None
    calibration: Calibration | None
    refusals: Refusals
    confusion: tuple[Confused, ...]
    slices: dict[str, dict[str, PartFigures]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One system's rankings of cases that have a right code, and what each is worth."""

    cases: tuple[Case, ...]
    rankings: tuple[Ranking, ...]
    ranks: dict[int, list[int | None]]
    reciprocal: Values

    @property
    def right(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which cases are right in first place at six digits."""
        return hits(self.ranks[LEVELS[-1]], 1)


def judge(cases: Sequence[Case], rankings: Sequence[Ranking]) -> Judged:
    """Compare rankings with the right codes; cases without a code are passed over."""
    pairs = [(c, r) for c, r in zip(cases, rankings, strict=True) if c.codes]
    goods = tuple(case for case, _ in pairs)
    codes = [ranked.codes for _, ranked in pairs]
    found = {level: ranks(goods, codes, level) for level in LEVELS}
    return Judged(goods, tuple(r for _, r in pairs), found, reciprocal(found[LEVELS[-1]]))


def part(judged: Judged, places: Sequence[int], settings: Settings) -> PartFigures:
    """Figures of some of the cases."""
    six, four, two = (
        [judged.ranks[level][place] for place in places] for level in reversed(LEVELS)
    )
    values = judged.reciprocal[list(places)] if len(places) else np.zeros(0)
    return PartFigures(
        len(places),
        {str(k): _share(six, k) for k in TOPS},
        _share(four, 1),
        _share(two, 1),
        bootstrap(values, settings.resamples, settings.seed),
    )


def _share(found: Sequence[int | None], top: int) -> Estimate:
    return wilson(int(hits(found, top).sum()), len(found))


def measure(
    cases: Sequence[Case],
    rankings: Sequence[Ranking],
    probabilities: bool,
    settings: Settings | None = None,
) -> SystemFigures:
    """Every figure of one system over cases, those without a code among them.

    Args:
        cases: the cases.
        rankings: what the system answered to each.
        probabilities: the scores claim to be probabilities.
        settings: how intervals are made.
    """
    settings = settings or Settings()
    judged = judge(cases, rankings)
    n, seed = settings.resamples, settings.seed
    pairs = list(zip(judged.cases, judged.rankings, strict=True))
    codes = [ranked.codes for ranked in judged.rankings]
    far = [expected_distance(r.codes, None, c.codes) for c, r in pairs]
    by_mass = [expected_distance(r.codes, r.scores or None, c.codes) for c, r in pairs]
    sure = [ranked.sure for ranked in judged.rankings]
    return SystemFigures(
        len(judged.cases),
        {str(level): {str(k): _share(judged.ranks[level], k) for k in TOPS} for level in LEVELS},
        bootstrap(judged.reciprocal, n, seed),
        bootstrap(gains(judged.cases, codes), n, seed),
        bootstrap(np.array(far), n, seed),
        bootstrap(np.array(by_mass), n, seed) if probabilities else None,
        calibration(np.clip(sure, 0, 1).tolist(), judged.right.tolist(), n, seed)
        if probabilities
        else None,
        _refusals(cases, rankings, judged),
        confusion(judged),
        {
            dimension: {name: part(judged, places, settings) for name, places in parts.items()}
            for dimension, parts in slices(judged.cases).items()
        },
    )


def _refusals(cases: Sequence[Case], rankings: Sequence[Ranking], judged: Judged) -> Refusals:
    others = [r for c, r in zip(cases, rankings, strict=True) if not c.codes]
    refused = np.array([ranked.refused for ranked in judged.rankings], bool)
    return Refusals(
        wilson(int(refused.sum()), len(refused)),
        wilson(sum(ranked.refused for ranked in others), len(others)),
        len(others),
        wilson(int((judged.right & ~refused).sum()), len(refused)),
    )


def confusion(judged: Judged) -> tuple[Confused, ...]:
    """Pairs of chapters that are taken for one another, the most frequent first."""
    counted: Counter[tuple[str, str]] = Counter()
    for case, ranked in zip(judged.cases, judged.rankings, strict=True):
        if not ranked.codes:
            continue
        given = ranked.codes[0].digits[:2]
        right = {code.digits[:2] for code in case.codes}
        if given not in right:
            counted[case.codes[0].digits[:2], given] += 1
    pairs = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confused(right, given, count) for (right, given), count in pairs)
