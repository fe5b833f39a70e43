"""Cases whose text, or nearly, stands in what the system searches and learns from.

A case such as "saffron" is a name that any writer would have written; it may stand in
the tables by itself. Exact: the same text once normalised. Near: at least 90% alike
letter by letter, words sorted (rapidfuzz's ratio: 1 - edits / both lengths, an edit
being one letter put in or taken out). The number is told with every run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from eval.cases import Case
from hs_data import nomenclature
from index import normalise
from index.passages import collect

NEAR: Final = 90
"""Likeness (0 to 100) from which a text counts as nearly the same."""

_BAND: Final = 4
"""Cases whose lengths differ by fewer letters are compared in one go."""


@dataclass(frozen=True, slots=True)
class Match:
    """A case, the text of the tables that it is like, and how alike (0 to 100)."""

    id: str
    known: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Leakage:
    """Cases that stand in the tables word for word, and cases that nearly do."""

    exact: tuple[str, ...]
    near: tuple[Match, ...]


def known_texts() -> set[str]:
    """Every text that the system searches or learns from, normalised."""
    return {normalise(passage.text) for passage in collect(nomenclature())}


def leakage(cases: Sequence[Case], known: Iterable[str] | None = None) -> Leakage:
    """Compare cases with known texts (normalised; those of the shipped tables by default)."""
    texts = set(known_texts() if known is None else known)
    written = {case.id: normalise(case.text) for case in cases}
    exact = tuple(name for name, text in written.items() if text in texts)
    rest = {name: text for name, text in written.items() if text and text not in texts}
    return Leakage(exact, tuple(_near(rest, texts)))


def _sorted_words(text: str) -> str:
    return " ".join(sorted(text.split()))


def _near(written: dict[str, str], known: set[str]) -> list[Match]:
    """Near matches, in the order of the cases.

    Two texts can only be alike at 90% when their lengths are: with lengths a <= b the
    ratio is at most 2a / (a + b). So each band of cases meets only the texts of such
    lengths, and nothing near is missed.
    """
    by_length: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for text in sorted(known):
        if text:
            by_length[len(text)].append((_sorted_words(text), text))
    bands: dict[int, list[str]] = defaultdict(list)
    for name, text in written.items():
        bands[len(text) // _BAND].append(name)
    share = NEAR / (200 - NEAR)
    found: dict[str, Match] = {}
    for band, names in bands.items():
        shortest, longest = band * _BAND, band * _BAND + _BAND - 1
        reach = range(int(shortest * share), int(longest / share) + 2)
        choices = [pair for length in reach for pair in by_length.get(length, ())]
        if not choices:
            continue
        queries = [_sorted_words(written[name]) for name in names]
        alike = process.cdist(
            queries,
            [words for words, _ in choices],
            scorer=fuzz.ratio,
            score_cutoff=NEAR,
            dtype=np.float32,
        )
        best = alike.argmax(axis=1)
        for row, (name, place) in enumerate(zip(names, best.tolist(), strict=True)):
            if alike[row, place] >= NEAR:
                likeness = round(float(alike[row, place]), 1)
                found[name] = Match(name, choices[place][1], likeness)
    return [found[name] for name in written if name in found]
