"""The words of an answer: frozen records from a text to its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hs_data import HSCode, HSEntry, Language
from index import Finder

Outcome = Literal["suggested", "ambiguous", "too_vague", "not_goods", "unreadable"]
"""What the answer is worth.

`suggested`: one subheading stands out. `ambiguous`: several subheadings share the
support. `too_vague`: even the chapter is open; the text must say more. `not_goods`:
the text describes no goods. `unreadable`: empty, without letters, or far too long.
"""

Reason = Literal[
    "stands_out", "close_call", "many_chapters", "nothing_matched", "greeting", "address",
    "empty", "no_letters", "too_long",
]  # fmt: skip
"""Why the outcome is what it is; `classifier.messages` says it in each language."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text as it came, as it is compared, and what was read from it."""

    raw: str
    text: str
    words: tuple[str, ...]
    quantities: tuple[str, ...]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finder's reason for a code.

    `contribution` is its part of the suggestion's score. `words` are the person's own
    words that meet the passage. `condition` is what the passage assumes besides.
    """

    finder: Finder
    contribution: float
    words: tuple[str, ...]
    passage: str
    lang: str
    condition: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subheading that the goods may be classified in.

    `score` is the fused support, 0 to 1. `share` is this code's part of the support of
    all candidates, 0 to 1. Neither is calibrated, so neither is a probability.
    """

    entry: HSEntry
    score: float
    share: float
    evidence: tuple[Evidence, ...]

    @property
    def code(self) -> HSCode:
        """The subheading."""
        return self.entry.code


@dataclass(frozen=True, slots=True)
class RollUp:
    """A heading or chapter with the summed shares of the candidates below it."""

    entry: HSEntry
    share: float


@dataclass(frozen=True, slots=True)
class Versions:
    """What answered, so that an answer can be repeated."""

    software: str
    edition: str
    data: str
    encoder: str


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer to one text. Suggestions are best first; empty unless goods were found."""

    query: Query
    outcome: Outcome
    reason: Reason
    suggestions: tuple[Suggestion, ...]
    headings: tuple[RollUp, ...]
    chapters: tuple[RollUp, ...]
    versions: Versions

    def message(self, language: Language = "en") -> str:
        """The outcome in one sentence of the language."""
        from classifier.messages import MESSAGES  # noqa: PLC0415 - messages are typed by Reason

        return MESSAGES[self.reason][language]


Texts = Mapping[Language, str]
