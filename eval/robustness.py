"""What is left of a system's answers when texts are written as people write them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.figures import judge
from eval.measures.intervals import Estimate, wilson
from eval.measures.paired import mcnemar
from eval.measures.perturb import perturbed
from eval.systems.base import Ranking


@dataclass(frozen=True, slots=True)
class Robustness:
    """Share right first over the cases that a perturbation changes, before it and after."""

    cases: int
    before: Estimate
    after: Estimate
    lost: int
    won: int
    p: float


def chosen(cases: Sequence[Case], most: int, seed: int) -> list[Case]:
    """The cases with a code, or a seeded sample of them in their order; 0 for all."""
    goods = [case for case in cases if case.codes]
    if not most or most >= len(goods):
        return goods
    places = random.Random(f"{seed} robustness").sample(range(len(goods)), most)
    return [goods[place] for place in sorted(places)]


def changed(cases: Sequence[Case], perturbation: str, seed: int) -> list[Case]:
    """The cases that a perturbation changes, changed."""
    after = [perturbed(case, perturbation, seed) for case in cases]
    return [new for old, new in zip(cases, after, strict=True) if new.text != old.text]


def robustness(
    cases: Sequence[Case], before: Mapping[str, Ranking], after: Sequence[Ranking]
) -> Robustness:
    """Compare a system's answers to changed cases with those to the cases as they were.

    Args:
        cases: the changed cases.
        before: rankings of the cases as they were, by id.
        after: rankings of the changed cases.
    """
    old = judge(cases, [before[case.id] for case in cases]).right
    new = judge(cases, after).right
    found = mcnemar(old, new)
    return Robustness(
        len(cases),
        wilson(int(old.sum()), len(cases)),
        wilson(int(new.sum()), len(cases)),
        found.only_first,
        found.only_second,
        found.p,
    )
