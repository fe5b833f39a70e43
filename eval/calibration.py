"""What the probabilities are worth: reliability, Brier score, and coverage at a precision.

Coverage at a precision: the largest share of cases, the surest first, of which
at least that part is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.reliability import Bin, calibration_error, reliability

PRECISIONS: Final = (0.90, 0.95, 0.99)
_SMALLEST: Final = 20
"""Cases that a coverage must rest on: of three sure ones, all three right says little."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability of one probability for each case, each from 0 to 1."""

    error: float
    brier: float
    bins: tuple[Bin, ...]
    coverage: dict[float, float]


def calibration(sure: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Measure the probabilities of first suggestions against whether they were right."""
    p, y = np.asarray(sure, float), np.asarray(right, float)
    if not len(p):
        return Calibration(0.0, 0.0, (), dict.fromkeys(PRECISIONS, 0.0))
    bins = reliability(p, y)
    return Calibration(
        calibration_error(bins),
        float(((p - y) ** 2).mean()),
        bins,
        {precision: coverage(p, y, precision) for precision in PRECISIONS},
    )


def coverage(sure: NDArray[np.float64], right: NDArray[np.float64], precision: float) -> float:
    """The largest share of cases, the surest first, that are right at a precision."""
    order = np.argsort(-sure, kind="stable")
    count = np.arange(1, len(sure) + 1)
    held = np.cumsum(right[order]) / count >= precision
    # Cases of one probability are accepted together or not at all.
    ends = np.append(np.diff(sure[order]) < 0, True)
    good = np.flatnonzero(held & ends & (count >= min(_SMALLEST, len(sure))))
    return float((good.max() + 1) / len(sure)) if len(good) else 0.0
