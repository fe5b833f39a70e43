"""Near spellings of a word in the vocabulary. The only module of the
search that imports rapidfuzz."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from index.sounds import sound_key

MIN_LENGTH: Final = 4
"""Shorter words have too many neighbours for a correction to mean anything."""

MIN_SIMILARITY: Final = 0.74
"""Optimal string alignment: one edit in a word of four, two in a word of eight."""

SOUND_WEIGHT: Final = 0.8
"""A word that only sounds alike counts for less than one that is written alike."""

_MOST: Final = 4
_CACHE: Final = 50_000


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of the vocabulary that a written word may stand for, and how surely (0 to 1)."""

    row: int
    weight: float


class Speller:
    """Finds the words of a vocabulary that an unknown or Darija word may stand for.

    Args:
        vocabulary: the known words; results name them by position.
        moroccan: for each word, whether only Darija or Arabic texts use it. Such words
            are compared by sound too, across scripts; others ("table") never are.
    """

    def __init__(self, vocabulary: Sequence[str], moroccan: Sequence[bool]) -> None:
        self._rows = {word: row for row, word in enumerate(vocabulary)}
        self._words = list(vocabulary)
        self._moroccan = moroccan
        self._buckets: dict[tuple[bool, int], tuple[list[str], list[int]]] = {}
        for word, row in self._rows.items():
            if len(word) >= MIN_LENGTH - 1 and word.isalpha():
                words, rows = self._buckets.setdefault((word.isascii(), len(word)), ([], []))
                words.append(word)
                rows.append(row)
        self._sounds: dict[str, list[int]] = defaultdict(list)
        for word, row in self._rows.items():
            if moroccan[row] and (key := sound_key(word)):
                self._sounds[key].append(row)
        self.spellings = lru_cache(_CACHE)(self._spellings)

    def _spellings(self, word: str) -> tuple[Spelling, ...]:
        """The words that `word` may stand for, itself first where it is known."""
        row = self._rows.get(word)
        found: dict[int, float] = {}
        if row is not None:
            found[row] = 1.0
        if row is None or self._moroccan[row]:
            alike = self._sounds.get(sound_key(word), ())
            ranked = sorted(alike, key=lambda other: -self._likeness(word, other))
            for other in ranked[:_MOST]:
                found.setdefault(other, SOUND_WEIGHT)
        if row is None and len(word) >= MIN_LENGTH and word.isalpha():
            for other, similarity in self._near(word):
                found[other] = max(found.get(other, 0.0), similarity**2)
        return tuple(Spelling(other, weight) for other, weight in found.items())

    def _likeness(self, word: str, row: int) -> float:
        return float(JaroWinkler.similarity(word, self._words[row]))

    def _near(self, word: str) -> list[tuple[int, float]]:
        near: list[tuple[int, float]] = []
        for length in range(len(word) - 2, len(word) + 3):
            bucket = self._buckets.get((word.isascii(), length))
            if bucket is None:
                continue
            words, rows = bucket
            near += [
                (rows[place], similarity)
                for _, similarity, place in process.extract(
                    word,
                    words,
                    scorer=OSA.normalized_similarity,
                    score_cutoff=MIN_SIMILARITY,
                    limit=_MOST,
                )
            ]
        return sorted(near, key=lambda pair: -pair[1])[:_MOST]
