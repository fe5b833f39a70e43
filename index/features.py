"""Subword features of a text: what our own encoder sees of it.

Each word gives itself and its letter sequences of three to five, edges marked; each
pair of neighbouring words gives one more. A feature is known by a hash, so no list of
words is kept and no word is unknown: a misspelling, a plural or another way to write
Darija shares most of its sequences with what was learned.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.tokens import words

Features = NDArray[np.int64]

SHORTEST: Final = 3
LONGEST: Final = 5
LEADING: Final = 8
"""Words at the start of a text that count in full."""

_CACHE: Final = 200_000
_MAX_WORDS: Final = 400
"""Words read of one text; what follows in a longer one adds nothing to the mean."""


def weight_at(place: int) -> float:
    """How much a word counts by its place in a text, from 0.

    Whoever writes much says first what the goods are, and then how they are made and
    packed: beyond the eighth word each counts less, in inverse proportion to its place.
    """
    return min(1.0, LEADING / (place + 1))


def _hash(text: str, buckets: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % buckets


@lru_cache(_CACHE)
def _of_word(word: str, buckets: int) -> tuple[int, ...]:
    marked = f"<{word}>"
    pieces = [
        _hash(marked[start : start + length], buckets)
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - length + 1)
    ]
    return (_hash(f"w{word}", buckets), *pieces)


def features_of_words(keys: Sequence[str], buckets: int) -> list[int]:
    """Hashed features of words in order; one neutral feature where there are none."""
    keys = keys[:_MAX_WORDS]
    found = [feature for word in keys for feature in _of_word(word, buckets)]
    found += [_hash(f"{left}_{right}", buckets) for left, right in pairwise(keys)]
    return found or [0]


def weighted_features(text: str, buckets: int) -> tuple[Features, NDArray[np.float32]]:
    """Hashed features of a text, each from 0 to `buckets` - 1, never empty, and their weights.

    Features of the first words weigh 1, those of later words less (`weight_at`).
    """
    keys = words(text).keys[:_MAX_WORDS]
    weights = [weight_at(place) for place, word in enumerate(keys) for _ in _of_word(word, buckets)]
    weights += [weight_at(place) for place in range(len(keys) - 1)]
    found = np.array(features_of_words(keys, buckets), np.int64)
    return found, np.array(weights or [1.0], np.float32)
