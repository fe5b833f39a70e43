"""How far two readings of the same texts agree: an upper bound on what any system can show.

Besides the share that agrees, Cohen's kappa: agreement beyond what two readers who know
only how common each code is would reach by chance. With thousands of codes chance is
small, so the two are close.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.measures.intervals import Estimate, wilson
from eval.measures.ranking import LEVELS


@dataclass(frozen=True, slots=True)
class Agreement:
    """Share of cases whose first codes agree, by level, and kappa at six digits.

    `goods` is the share on which the readings agree whether it is goods at all.
    """

    cases: int
    first: dict[str, Estimate]
    kappa: float
    goods: Estimate


def agreement(one: Sequence[Case], other: Mapping[str, Case]) -> Agreement:
    """Compare a reading with another of the same cases, by id; cases of one alone are left out."""
    pairs = [(case, other[case.id]) for case in one if case.id in other]
    coded = [(a.codes[0].digits, b.codes[0].digits) for a, b in pairs if a.codes and b.codes]
    return Agreement(
        len(coded),
        {
            str(level): wilson(sum(a[:level] == b[:level] for a, b in coded), len(coded))
            for level in LEVELS
        },
        kappa(coded),
        wilson(sum(bool(a.codes) == bool(b.codes) for a, b in pairs), len(pairs)),
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels, -1 to 1; 1 where nothing could differ."""
    if not pairs:
        return 1.0
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[label] * second[label] for label in first) / total**2
    return 1.0 if expected == 1 else round((observed - expected) / (1 - expected), 6)
