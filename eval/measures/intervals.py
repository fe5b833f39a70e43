"""How sure a figure is: 95% intervals.

Shares have Wilson's score interval, which stays within 0 and 1 and is honest for few
cases and for shares near the ends (Wilson, 1927). Everything else is resampled by case,
with a seed: the percentile bootstrap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap as resampled

CONFIDENCE: Final = 0.95
_Z: Final = 1.959963984540054
"""The two-sided 95% quantile of the normal distribution."""

_BATCH: Final = 200
"""Resamples held in memory at once."""

_ROUND: Final = 6
"""Decimals that are kept: enough for any reader, and the same on any processor."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        for name in ("value", "low", "high"):
            object.__setattr__(self, name, round(float(getattr(self, name)), _ROUND))


def wilson(right: int, cases: int) -> Estimate:
    """A share of cases with Wilson's interval; nothing is known of a share of none."""
    if cases == 0:
        return Estimate(0.0, 0.0, 1.0)
    share = right / cases
    spread = _Z * _Z / cases
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / cases + spread / (4 * cases)) / (1 + spread)
    # At the ends rounding would leave the share a hair outside of its own interval.
    return Estimate(share, min(max(middle - half, 0.0), share), max(min(middle + half, 1.0), share))


def bootstrap(values: NDArray[Any], resamples: int, seed: int) -> Estimate:
    """The mean of values (0 to 1, one a case) with its bootstrap interval."""
    return _resample(np.mean, (values,), resamples, seed, vectorized=True)


def bootstrap_of(
    statistic: Callable[..., float],
    samples: tuple[NDArray[Any], ...],
    resamples: int,
    seed: int,
) -> Estimate:
    """A statistic of paired samples with its bootstrap interval, resampled by case.

    Of fewer than two cases nothing can be resampled: the interval is all of 0 to 1.
    """
    return _resample(statistic, samples, resamples, seed, vectorized=False)


def _resample(
    statistic: Callable[..., Any],
    samples: tuple[NDArray[Any], ...],
    resamples: int,
    seed: int,
    vectorized: bool,
) -> Estimate:
    cases = len(samples[0])
    if cases == 0:
        return Estimate(0.0, 0.0, 1.0)
    value = float(statistic(*samples))
    if cases == 1:
        return Estimate(value, 0.0, 1.0)
    found = resampled(
        samples,
        statistic,
        paired=True,
        vectorized=vectorized,
        n_resamples=resamples,
        batch=_BATCH,
        method="percentile",
        confidence_level=CONFIDENCE,
        rng=np.random.default_rng(seed),
    )
    interval = found.confidence_interval
    return Estimate(value, float(interval.low), float(interval.high))
