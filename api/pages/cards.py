"""A suggestion as the pages show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from api.pages.marking import Piece, marked
from api.pages.strings import words
from classifier import Suggestion
from classifier.explanation import explanation, words_met
from hs_data import HSCode, Language

_SURE: Final = ((0.9, "sure_4"), (0.6, "sure_3"), (0.2, "sure_2"), (0.0, "sure_1"))
_FRENCH: Final = re.compile("(?<=«) | (?=[»;:?!])")
"""Spaces that French puts inside quotation marks and before stops: no line ends there."""


def _unbroken(line: str, language: Language) -> str:
    return _FRENCH.sub("\u00a0", line) if language == "fr" else line


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion in the words of one language.

    `echo` is the person's own text with the words that speak for the code marked; empty where
    none does. `lines` say why, `elsewhere` what would rule the code out, or is empty.
    """

    code: HSCode
    description: str
    sure: str
    percent: int
    echo: tuple[Piece, ...]
    lines: tuple[str, ...]
    elsewhere: str


def card(suggestion: Suggestion, text: str, language: Language) -> Card:
    """A suggestion for a text."""
    t = words(language)
    chance = suggestion.probability
    sure = next(key for least, key in _SURE if chance >= least)
    lines = tuple(_unbroken(line, language) for line in explanation(suggestion, language))
    # Where there is a boundary, the last line of an explanation tells it.
    elsewhere = lines[-1] if suggestion.boundary is not None and lines else ""
    echo = marked(text, words_met(suggestion))
    return Card(
        suggestion.code,
        suggestion.entry.describe(language),
        t[sure],
        # Nothing is certain before customs has seen it.
        min(round(100 * chance), 99),
        echo if any(piece.met for piece in echo) else (),
        lines[:-1] if elsewhere else lines,
        elsewhere,
    )
