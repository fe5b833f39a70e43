"""How far a wrong answer is from the right one, along the tree of the nomenclature.

A code of the same subheading is at 0, of the same heading at 1/3, of the same chapter at
2/3, of another chapter at 1; with several right codes the nearest counts. The distance
of an answer is the mean over its suggestions, weighted by their share of the
probability mass listed. A system without probabilities puts all its mass on the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from hs_data import HSCode

_STEPS = {6: 0.0, 4: 1 / 3, 2: 2 / 3}


def distance(answer: HSCode, right: Sequence[HSCode]) -> float:
    """Distance of one subheading to the nearest right one, 0 to 1."""
    return min((_between(answer.digits, code.digits) for code in right), default=1.0)


def _between(one: str, other: str) -> float:
    return next((far for level, far in _STEPS.items() if one[:level] == other[:level]), 1.0)


def expected_distance(
    ranked: Sequence[HSCode], mass: Sequence[float] | None, right: Sequence[HSCode]
) -> float:
    """Distance of an answer by its probability mass, 0 to 1; 1 when it suggests nothing.

    Args:
        ranked: the suggestions, best first.
        mass: their probabilities, or None for all on the first.
        right: the codes that are right.
    """
    if not ranked:
        return 1.0
    total = sum(mass) if mass else 0.0
    if not mass or total <= 0:
        return distance(ranked[0], right)
    shares = zip(ranked, mass, strict=True)
    return sum(share / total * distance(code, right) for code, share in shares)
