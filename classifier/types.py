"""The words of an answer: frozen records from a text to its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hs_data import HSCode, HSEntry, Language
from index import Finder

Outcome = Literal["suggested", "ambiguous", "too_vague", "not_goods", "unreadable"]
"""What the answer is worth.

`suggested`: one subheading is likelier than all others together. `ambiguous`: several
share the probability. `too_vague`: even the chapter is open; the text must say more.
`not_goods`: the text describes no goods. `unreadable`: empty, without letters, or far
too long.
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
    """One feature's reason for a code, computed from the ranking itself.

    `contribution` is what the feature adds to the code's log-odds above the average
    candidate. `words` are the person's own words that meet the passage. `condition` is
    what the passage assumes besides.
    """

    finder: Finder
    contribution: float
    words: tuple[str, ...]
    passage: str
    lang: str
    condition: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subheading that the goods may be classified in, and how probable it is (0 to 1)."""

    entry: HSEntry
    probability: float
    evidence: tuple[Evidence, ...]

    @property
    def code(self) -> HSCode:
        """The subheading."""
        return self.entry.code


@dataclass(frozen=True, slots=True)
class RollUp:
    """A code of any level with the summed probability of the candidates in it."""

    entry: HSEntry
    probability: float


@dataclass(frozen=True, slots=True)
class Versions:
    """What answered, so that an answer can be repeated."""

    software: str
    edition: str
    data: str
    encoder: str


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer to one text. Suggestions are best first; empty unless goods were found.

    `supported` is the deepest code that the text itself supports: the subheading where
    it is probable enough, else its heading, else its chapter, else None. A short code
    that is right is worth more than a long one that is wrong.
    """

    query: Query
    outcome: Outcome
    reason: Reason
    suggestions: tuple[Suggestion, ...]
    headings: tuple[RollUp, ...]
    chapters: tuple[RollUp, ...]
    supported: RollUp | None
    versions: Versions

    def message(self, language: Language = "en") -> str:
        """The outcome in one sentence of the language."""
        from classifier.messages import MESSAGES  # noqa: PLC0415 - messages are typed by Reason

        return MESSAGES[self.reason][language]


Texts = Mapping[Language, str]
