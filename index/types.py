"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from hs_data import HSCode
from index.passages import Passage

Finder = Literal["description", "name", "term", "words"]
"""What found a code: nearness in meaning to its description or to one of its names;
the same words as one of its names; rare words shared with all that is said of it."""

FINDERS: Final[tuple[Finder, ...]] = ("description", "name", "term", "words")


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
class Weights:
    """How much each finder counts in the fused score; they need not sum to one."""

    description: float = 0.25
    name: float = 0.25
    term: float = 0.35
    words: float = 0.15

    def of(self, finder: Finder) -> float:
        """The weight of a finder."""
        return float(getattr(self, finder))
