"""Why a code was found, in the person's own words, and true to the ranking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from classifier.types import Evidence, Source
from index import Finder, Support, words
from index.spelling import Speller

_WRITTEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CACHE: Final = 100_000

_keys = lru_cache(_CACHE)(words)
"""Words of passages and of single written words, which come again and again."""


@lru_cache(_CACHE)
def _rows_of(speller: Speller, passage: str) -> frozenset[int]:
    """The known words of a passage; the same passages come again and again."""
    return frozenset(
        spelling.row for key in _keys(passage).keys for spelling in speller.spellings(key)[:1]
    )


class Reader:
    """Finds the words of one text, as written, that also stand in a passage."""

    def __init__(self, raw: str, speller: Speller) -> None:
        self._speller = speller
        self._written = [
            (word, {s.row for key in _keys(word).keys for s in speller.spellings(key)})
            for word in dict.fromkeys(_WRITTEN.findall(raw))
        ]

    def meeting(self, passage: str) -> tuple[str, ...]:
        """The person's words that meet a passage, near spellings included."""
        wanted = _rows_of(self._speller, passage)
        return tuple(word for word, rows in self._written if not rows.isdisjoint(wanted))


def explain(
    support: Mapping[Finder, Support],
    contributions: Mapping[Source, float],
    reader: Reader,
    stated: Evidence | None = None,
) -> tuple[Evidence, ...]:
    """Each kind of evidence for a candidate with its contribution, greatest first."""
    found: list[Evidence] = [stated] if stated else []
    for finder, held in support.items():
        passage = held.passage
        found.append(
            Evidence(
                finder,
                contributions[finder],
                reader.meeting(passage.text) if passage else (),
                passage.text if passage else "",
                passage.lang if passage else "",
                passage.condition if passage else "",
            )
        )
    return tuple(sorted(found, key=lambda item: -item.contribution))
