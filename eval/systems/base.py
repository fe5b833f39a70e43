"""What a measured system is, and what it says of one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from eval.cases import Case
from eval.datasets.codes import read_code
from eval.measures.ranking import DEPTH
from hs_data import HSCode, UnknownCodeError

REFUSALS: Final = frozenset({"not_goods", "unreadable"})
"""Outcomes that say that a text describes no goods."""

_ROUND: Final = 6
"""Decimals of a score that are kept: batches of other sizes may differ beyond them."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Subheadings, best first, with their scores, and why the first is first.

    `scores` is empty where the system gives none, `outcome` where it has no such word.
    """

    codes: tuple[HSCode, ...]
    scores: tuple[float, ...] = ()
    outcome: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the system says that there is nothing to classify."""
        return self.outcome in REFUSALS or not self.codes

    @property
    def sure(self) -> float:
        """The score of the first suggestion; 0 where there is none, or it was refused."""
        return self.scores[0] if self.scores and not self.refused else 0.0

    def as_json(self, name: str) -> dict[str, Any]:
        """A line of a file of predictions."""
        line: dict[str, Any] = {"id": name, "codes": [code.digits for code in self.codes]}
        if self.scores:
            line["scores"] = list(self.scores)
        if self.outcome:
            line["outcome"] = self.outcome
        if self.evidence:
            line["evidence"] = list(self.evidence)
        return line


class System(Protocol):
    """Anything that ranks subheadings for texts."""

    @property
    def name(self) -> str:
        """What it is called in reports."""

    @property
    def identity(self) -> str:
        """What answers, so that a change of model is noticed; cheap to tell."""

    @property
    def probabilities(self) -> bool:
        """Whether the scores claim to be probabilities."""

    @property
    def batch(self) -> int:
        """How many cases are ranked, and saved, at once."""

    @property
    def timed(self) -> bool:
        """Whether how long it takes means anything."""

    def load(self) -> None:
        """Get ready; not counted in the rate."""

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """The first subheadings of each text."""

    def size(self) -> int | None:
        """Bytes of the model on disk, None where that is not known."""


def ranking(codes: Sequence[object], scores: Sequence[float] = (), outcome: str = "") -> Ranking:
    """A ranking from codes as others write them, cut to six digits.

    Codes that cannot be read are passed over; of several that are cut to one subheading
    the first stands, with the sum of their scores, since they are parts of one answer.
    """
    sums: dict[HSCode, float] = {}
    for place, written in enumerate(codes):
        try:
            code = read_code(written)
        except UnknownCodeError:
            continue
        sums[code] = sums.get(code, 0.0) + (scores[place] if place < len(scores) else 0.0)
    first = tuple(sums)[:DEPTH]
    kept = tuple(round(sums[code], _ROUND) for code in first) if scores else ()
    return Ranking(first, kept, outcome)


def ranking_from_json(line: dict[str, Any]) -> Ranking:
    """A ranking from a line of a file of predictions.

    Raises:
        ValueError, TypeError, KeyError: the line is of another shape.
    """
    told = ranking(
        list(line["codes"]),
        [float(score) for score in line.get("scores") or ()],
        str(line.get("outcome") or ""),
    )
    return Ranking(told.codes, told.scores, told.outcome, tuple(line.get("evidence") or ()))
