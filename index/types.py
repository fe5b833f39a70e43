"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from hs_data import HSCode
from index.passages import Passage

Finder = Literal["learned", "description", "name", "term", "words"]
"""What found a code: what the encoder has learned of it; nearness in meaning to its
description, or to one of its names; the same words as one of its names; rare words
shared with all that is said of it."""

FINDERS: Final[tuple[Finder, ...]] = ("learned", "description", "name", "term", "words")


@dataclass(frozen=True, slots=True)
class Support:
    """What one finder gave a code: a score from 0 to 1, and the passage that earned it."""

    score: float
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subheading that a text may belong to, with each finder's support for it."""

    code: HSCode
    score: float
    support: Mapping[Finder, Support]


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates of a batch of texts as arrays.

    `places`: subheadings by position in the nomenclature, (texts, candidates).
    `scores`: 0 to 1, (texts, candidates, finders). `rows`: the passage behind each
    score, -1 for none, of the same shape. `away`: how much the text is like goods that
    a boundary sends away from the candidate's heading, (texts, candidates), and
    `away_rows` the passages of those boundaries.
    """

    places: NDArray[np.int64]
    scores: NDArray[np.float32]
    rows: NDArray[np.int64]
    away: NDArray[np.float32]
    away_rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each finder counts in a weighted sum; they need not sum to one."""

    learned: float = 0.4
    description: float = 0.1
    name: float = 0.15
    term: float = 0.25
    words: float = 0.1

    def of(self, finder: Finder) -> float:
        """The weight of a finder."""
        return float(getattr(self, finder))

    def array(self) -> NDArray[np.float32]:
        """The weights in the order of `FINDERS`."""
        return np.array(astuple(self), np.float32)
