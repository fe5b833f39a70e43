"""What a run found, for the agent and for a program."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from api.catalogue.answering import DECIDED, PLACE
from api.catalogue.answers import Values

MOST_REVIEWED: Final = 20_000
"""Rows of the review list, the least certain; more than anybody reads."""

_MOST_AGAINST: Final = 100

_CERTAIN: Final = 2.0


@dataclass(frozen=True, slots=True, order=True)
class Reviewed:
    """A row of the review list: how certain it is, its number, its text, our values."""

    certainty: float
    row: int
    text: str = field(compare=False)
    values: Values = field(compare=False)


def certainty(values: Values) -> float:
    """How certain a row is: the probability; below 0 without a code; above 1 when decided."""
    if values[PLACE["hs_outcome"]] == DECIDED:
        return _CERTAIN
    chance = values[PLACE["hs_probability"]]
    return -1.0 if chance in {"", None} else float(chance)


@dataclass(slots=True)
class Report:
    """Counts of a run, and its review list in bounded memory."""

    rows: int = 0
    failed: int = 0
    different: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    chapters: Counter[str] = field(default_factory=Counter)
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    disagreements: list[list[tuple[str, str]]] = field(default_factory=list)
    against_decisions: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0
    _least: list[tuple[float, int, str, Values]] = field(default_factory=list, repr=False)

    def add(self, row: int, text: str, values: Values) -> None:
        """Count a row."""
        self.rows += 1
        self.failed += bool(values[PLACE["hs_error"]])
        self.outcomes[str(values[PLACE["hs_outcome"]])] += 1
        code = str(values[PLACE["hs_code"]] or "")
        if code:
            self.chapters[code[:2]] += 1
        precedent = str(values[PLACE["hs_precedent"]] or "")
        told = (text[:200], code, precedent)
        if (
            precedent
            and not precedent.startswith(code)
            and len(self.against_decisions) < _MOST_AGAINST
            and told not in self.against_decisions
        ):
            self.against_decisions.append(told)
        # A heap of the most certain on top, which the next less certain one displaces.
        item = (-certainty(values), -row, text, values)
        if len(self._least) < MOST_REVIEWED:
            heapq.heappush(self._least, item)
        elif item[:2] > self._least[0][:2]:
            heapq.heapreplace(self._least, item)

    @property
    def review(self) -> list[Reviewed]:
        """The least certain rows, the least certain first."""
        return sorted(Reviewed(-sure, -row, text, held) for sure, row, text, held in self._least)

    def as_json(self) -> dict[str, Any]:
        """The counts as a JSON object."""
        told = {
            name: value
            for name, value in asdict(self).items()
            if not name.startswith("_") and name != "seconds"
        }
        told["outcomes"] = dict(sorted(self.outcomes.items()))
        told["chapters"] = dict(sorted(self.chapters.items()))
        return told
