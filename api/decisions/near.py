"""Precedents: decisions for goods whose text is nearly the same. Shown, never applied.

Sizes say little about a code, so "rug 60x90 cm" and "rug 90x120 cm" are compared without
them. Every other number must agree, shares of a blend above all ("60% wool").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from api.decisions.types import Decision, Precedent
from classifier.vocabulary import NEGATIONS
from index import normalise, words

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?\s*%?")
_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)?%?")
_SIZE: Final = "#"
_MOST_ALIKE: Final = 0.99
"""Similarity of texts that differ only in a size: 1 is kept for the same text."""


def _form(key: str) -> str:
    """A key without its sizes."""
    if not _NUMBER.search(key):  # the common case needs no words
        return key
    for quantity in sorted(words(key).quantities, key=len, reverse=True):
        if not quantity.endswith("%"):
            key = key.replace(quantity, _SIZE)
    return key


def _numbers(form: str) -> tuple[str, ...]:
    return tuple("".join(number.split()) for number in _NUMBER.findall(form))


class Neighbours:
    """Current decisions, arranged so that near texts are found."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        groups: dict[tuple[str, ...], list[tuple[str, Decision]]] = defaultdict(list)
        for decision in decisions:
            form = _form(decision.key)
            groups[_numbers(form)].append((form, decision))
        self._groups: dict[tuple[str, ...], tuple[list[int], list[str], list[Decision]]] = {}
        for numbers, members in groups.items():
            # By length, as only texts of about the same length can be near.
            members.sort(key=lambda member: (len(member[0]), member[0], member[1].key))
            forms = [form for form, _ in members]
            self._groups[numbers] = (
                [len(form) for form in forms], forms, [decision for _, decision in members],
            )  # fmt: skip

    def of(self, text: str, least: float, most: int) -> tuple[Precedent, ...]:
        """The precedents for a text, nearest first; never the decision for the same text."""
        key = normalise(text)
        form = _form(key)
        group = self._groups.get(_numbers(form))
        if not form or group is None:
            return ()
        lengths, forms, decisions = group
        # A ratio of r leaves the shorter text at least r / (2 - r) of the longer one.
        share = least / (2 - least)
        start = bisect_left(lengths, int(len(form) * share))
        stop = bisect_right(lengths, int(len(form) / share) + 1) if share else len(forms)
        found = process.extract(
            form, forms[start:stop], scorer=fuzz.ratio, score_cutoff=100 * least, limit=most + 1
        )
        return tuple(
            _precedent(key, decisions[start + at], score / 100)
            for _, score, at in found
            if decisions[start + at].key != key
        )[:most]


def _precedent(key: str, decision: Decision, similarity: float) -> Precedent:
    here, there = _WORD.findall(key), _WORD.findall(decision.key)
    only_here = tuple(dict.fromkeys(word for word in here if word not in set(there)))
    only_there = tuple(dict.fromkeys(word for word in there if word not in set(here)))
    return Precedent(
        decision=decision,
        similarity=round(min(similarity, _MOST_ALIKE), 4),
        only_here=only_here,
        only_there=only_there,
        opposed=not NEGATIONS.isdisjoint({*only_here, *only_there}),
    )
