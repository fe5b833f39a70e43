"""Why a code was found, in the person's own words."""

from __future__ import annotations

import re
from typing import Final

from classifier.types import Evidence
from index import FINDERS, Candidate, Weights, words
from index.spelling import Speller

_WRITTEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def meeting_words(raw: str, passage: str, speller: Speller) -> tuple[str, ...]:
    """The words of a text, as written, that also stand in a passage, near spellings included."""
    wanted = {
        spelling.row for key in words(passage).keys for spelling in speller.spellings(key)[:1]
    }
    met = [
        written
        for written in _WRITTEN.findall(raw)
        if any(
            spelling.row in wanted
            for key in words(written).keys
            for spelling in speller.spellings(key)
        )
    ]
    return tuple(dict.fromkeys(met))


def explain(
    raw: str, candidate: Candidate, weights: Weights, speller: Speller
) -> tuple[Evidence, ...]:
    """Each finder's contribution to a candidate, greatest first."""
    found: list[Evidence] = []
    for finder in FINDERS:
        support = candidate.support.get(finder)
        if support is None:
            continue
        passage = support.passage
        found.append(
            Evidence(
                finder,
                weights.of(finder) * support.score,
                meeting_words(raw, passage.text, speller) if passage else (),
                passage.text if passage else "",
                passage.lang if passage else "",
                passage.condition if passage else "",
            )
        )
    return tuple(sorted(found, key=lambda item: -item.contribution))
