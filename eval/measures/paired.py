"""Whether one system is better than another on the same cases, or only luckier.

McNemar's exact test asks it of right and wrong: among the cases on which the two
disagree, is one right more often than a fair coin would be? The paired randomisation
test asks it of any measure: how often would swapping the two systems' values at random,
case by case, give a mean difference as large (Smucker, Allan and Carterette, 2007)?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, permutation_test

_BATCH: Final = 500
"""Permutations held in memory at once."""


@dataclass(frozen=True, slots=True)
class McNemar:
    """Cases that only the first system has right, that only the second has, and p."""

    only_first: int
    only_second: int
    p: float


def mcnemar(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> McNemar:
    """McNemar's exact two-sided test of two systems' right answers."""
    only_first = int((first & ~second).sum())
    only_second = int((second & ~first).sum())
    apart = only_first + only_second
    p = binomtest(only_first, apart, 0.5).pvalue if apart else 1.0
    return McNemar(only_first, only_second, round(float(p), 6))


def randomisation(first: NDArray[Any], second: NDArray[Any], resamples: int, seed: int) -> float:
    """Two-sided p of the mean difference of two systems' values, case by case."""
    apart = np.asarray(first, float) - np.asarray(second, float)
    # Equal values change no sum, whichever way they are swapped.
    apart = apart[apart != 0]
    if not len(apart):
        return 1.0
    if len(apart) == 1:
        return 1.0  # either way of swapping one case is as large as the other
    found = permutation_test(
        (apart,),
        lambda values, axis: values.sum(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=resamples,
        batch=_BATCH,
        rng=np.random.default_rng(seed),
    )
    return round(float(found.pvalue), 6)


def holm(values: Sequence[float]) -> list[float]:
    """Holm's correction of several p values, in their order."""
    order = np.argsort(values, kind="stable")
    corrected = [0.0] * len(values)
    highest = 0.0
    for step, place in enumerate(order.tolist()):
        highest = max(highest, min(1.0, (len(values) - step) * values[place]))
        corrected[place] = round(highest, 6)
    return corrected
