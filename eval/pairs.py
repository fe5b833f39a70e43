"""Two systems on the same cases: the difference, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from eval.figures import Judged, Settings
from eval.measures.intervals import Estimate, bootstrap_of
from eval.measures.paired import holm, mcnemar, randomisation

_SWAPS: Final = 10
"""Random swaps for each bootstrap resample: p values need more of them than intervals do."""


@dataclass(frozen=True, slots=True)
class Pair:
    """First against second.

    `difference` is in share right first, first minus second, with its bootstrap
    interval. `p` is McNemar's, `corrected` the same by Holm over all the pairs told
    together, `mrr_p` the randomisation test's on reciprocal ranks.
    """

    first: str
    second: str
    difference: Estimate
    only_first: int
    only_second: int
    p: float
    corrected: float
    mrr_difference: float
    mrr_p: float


def pair(first: str, one: Judged, second: str, other: Judged, settings: Settings) -> Pair:
    """Compare two systems on cases that are the same, in the same order."""
    found = mcnemar(one.right, other.right)
    difference = bootstrap_of(
        lambda a, b: float(a.mean() - b.mean()),
        (one.right.astype(float), other.right.astype(float)),
        settings.resamples,
        settings.seed,
    )
    return Pair(
        first,
        second,
        difference,
        found.only_first,
        found.only_second,
        found.p,
        found.p,
        float(one.reciprocal.mean() - other.reciprocal.mean()) if len(one.cases) else 0.0,
        randomisation(one.reciprocal, other.reciprocal, _SWAPS * settings.resamples, settings.seed),
    )


def pairs(primary: str, judged: Mapping[str, Judged], settings: Settings) -> tuple[Pair, ...]:
    """The primary system against each other one, p corrected for their number."""
    if primary not in judged:
        return ()
    found = [
        pair(primary, judged[primary], name, other, settings)
        for name, other in judged.items()
        if name != primary
    ]
    corrected = holm([one.p for one in found])
    return tuple(replace(one, corrected=p) for one, p in zip(found, corrected, strict=True))
