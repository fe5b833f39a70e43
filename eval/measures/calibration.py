"""What the probabilities are worth: reliability, Brier score, risk against coverage.

Coverage at a precision: the largest share of cases, the surest first, of which
at least that part is right. The threshold is chosen on the cases it is told of, so the
figure is a little optimistic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.reliability import Bin, calibration_error, reliability
from eval.measures.intervals import Estimate, bootstrap_of

PRECISIONS: Final = (0.90, 0.95, 0.99)
_SMALLEST: Final = 20
"""Cases that a coverage must rest on: of three sure ones, all three right says little."""

_POINTS: Final = 100
"""Points of a risk-coverage curve that are kept."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """Of the surest share of cases, the share that is wrong; `sure` is the least sure of them."""

    coverage: float
    risk: float
    sure: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability of one probability for each case, each from 0 to 1."""

    error: Estimate
    brier: Estimate
    bins: tuple[Bin, ...]
    coverage: dict[str, Estimate]
    area: float
    curve: tuple[Point, ...]


def expected_error(sure: Floats, right: Floats) -> float:
    """Expected calibration error, 0 to 1."""
    return calibration_error(reliability(sure, right))


def brier(sure: Floats, right: Floats) -> float:
    """Brier score of the first suggestion: mean squared distance of probability and outcome."""
    return float(((sure - right) ** 2).mean()) if len(sure) else 0.0


def calibration(
    sure: Sequence[float], right: Sequence[bool], resamples: int = 200, seed: int = 0
) -> Calibration:
    """Measure the probabilities of first suggestions against whether they were right."""
    p, y = np.asarray(sure, float), np.asarray(right, float)
    curve = risk_coverage(p, y)
    return Calibration(
        bootstrap_of(expected_error, (p, y), resamples, seed),
        bootstrap_of(brier, (p, y), resamples, seed),
        reliability(p, y) if len(p) else (),
        {
            f"{precision:.2f}": bootstrap_of(
                lambda a, b, wanted=precision: coverage(a, b, wanted), (p, y), resamples, seed
            )
            for precision in PRECISIONS
        },
        round(float(np.mean([point.risk for point in curve])), 6) if curve else 0.0,
        thinned(curve),
    )


def _accepted(sure: Floats, right: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Sorted by sureness: sureness, share right so far, and where a probability ends."""
    order = np.argsort(-sure, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(sure) + 1)
    # Cases of one probability are accepted together or not at all.
    ends = np.append(np.diff(sure[order]) < 0, True)
    return sure[order], share, ends


def coverage(sure: Floats, right: Floats, precision: float) -> float:
    """The largest share of cases, the surest first, that are right at a precision."""
    if not len(sure):
        return 0.0
    _, share, ends = _accepted(sure, right)
    count = np.arange(1, len(sure) + 1)
    good = np.flatnonzero((share >= precision) & ends & (count >= min(_SMALLEST, len(sure))))
    return float((good.max() + 1) / len(sure)) if len(good) else 0.0


def risk_coverage(sure: Floats, right: Floats) -> tuple[Point, ...]:
    """Risk at every coverage that a threshold on the probability can reach."""
    if not len(sure):
        return ()
    by_sureness, share, ends = _accepted(sure, right)
    return tuple(
        Point(
            round((place + 1) / len(sure), 6),
            round(1 - float(share[place]), 6),
            round(float(by_sureness[place]), 6),
        )
        for place in np.flatnonzero(ends).tolist()
    )


def thinned(curve: Sequence[Point], most: int = _POINTS) -> tuple[Point, ...]:
    """At most so many points of a curve, its ends among them."""
    if len(curve) <= most:
        return tuple(curve)
    places = np.unique(np.linspace(0, len(curve) - 1, most).round().astype(int))
    return tuple(curve[place] for place in places.tolist())
