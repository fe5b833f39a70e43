"""The worst errors: where a system was surest of something far from right, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.measures.ranking import DEPTH, rank_of
from eval.measures.tree import distance
from eval.systems.base import Ranking
from hs_data import HSCode, nomenclature

_SUBHEADING = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A code in dots, and what it covers."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A case whose first suggestion is wrong.

    `probability` is that of the wrong suggestion, None where the system has none; `far`
    its distance from the right code; `place` that of the right code, None beyond ten.
    """

    id: str
    lang: str
    quality: str
    text: str
    right: tuple[Named, ...]
    given: Named | None
    probability: float | None
    far: float
    place: int | None
    evidence: tuple[str, ...]


def named(code: HSCode) -> Named:
    """A code as a person reads it; one that is not in the edition has no description."""
    tree = nomenclature()
    return Named(code.dotted, tree[code].describe("en") if code in tree else "not in HS 2022")


def worst(
    cases: Sequence[Case], rankings: Sequence[Ranking], probabilities: bool, most: int = 300
) -> list[Wrong]:
    """Wrong first suggestions, the surest of the farthest first.

    What an error costs a person is how far it leads times how sure it sounded. Systems
    without probabilities are ordered by distance, then by how far down the right code is.
    """
    found: list[tuple[tuple[float, float, str], Wrong]] = []
    for case, ranked in zip(cases, rankings, strict=True):
        first = ranked.codes[0] if ranked.codes else None
        if not case.codes or first in case.codes:
            continue
        far = distance(first, case.codes) if first else 1.0
        place = rank_of(ranked.codes, case.codes, _SUBHEADING)
        told = Wrong(
            case.id,
            case.lang,
            case.quality,
            case.text,
            tuple(named(code) for code in case.codes),
            named(first) if first else None,
            ranked.sure if probabilities else None,
            round(far, 3),
            place,
            ranked.evidence,
        )
        sure = ranked.sure if probabilities else 1.0
        found.append(((-far * sure, -(place or DEPTH + 1), case.id), told))
    found.sort(key=lambda one: one[0])
    return [told for _, told in found[:most]]
