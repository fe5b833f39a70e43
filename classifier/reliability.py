"""Whether probabilities mean what they say: cases in bins, and the distance from the truth.

Expected calibration error: over equal-width bins of the first suggestion's probability,
the mean distance between probability and share right, weighted by cases (Naeini et al.,
2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose probability lies in one bin: how many, mean probability, share right."""

    cases: int
    probability: float
    right: float


def reliability(sure: NDArray[np.float64], right: NDArray[Any]) -> tuple[Bin, ...]:
    """The bins that hold any case, least sure first."""
    places = np.minimum((sure * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(
            int((places == n).sum()),
            float(sure[places == n].mean()),
            float(right[places == n].mean()),
        )
        for n in range(BINS)
        if (places == n).any()
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error of cases in bins, 0 to 1; 0 without any."""
    cases = sum(b.cases for b in bins)
    apart = sum(b.cases * abs(b.probability - b.right) for b in bins)
    return apart / cases if cases else 0.0
