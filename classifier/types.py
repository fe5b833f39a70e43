"""The words of an answer: frozen records from a text to its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hs_data import Boundary, HSCode, HSEntry, Language
from index import Finder

if TYPE_CHECKING:
    from classifier.looked import Looked

Source = Finder | Literal["attributes", "boundary"]
"""What evidence rests on: a finder, the attributes read from the text, or a boundary."""

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

    source: Source
    contribution: float
    words: tuple[str, ...]
    passage: str
    lang: str
    condition: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a code requires of an attribute that the text says nothing of."""

    attribute: str
    values: tuple[str, ...]
    labels: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: its values (any of them), how a person reads it, where it leads."""

    values: tuple[str, ...]
    labels: Mapping[Language, str]
    leads_to: HSCode
    probability: float


@dataclass(frozen=True, slots=True)
class Question:
    """An attribute to ask for, and two to six answers.

    `gain` is how much likelier the first suggestion is expected to be once it is answered.
    """

    attribute: str
    texts: Mapping[Language, str]
    options: tuple[Option, ...]
    gain: float

    def text(self, language: Language) -> str:
        """The question in a language."""
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was put, and the values that were answered."""

    question: Question
    values: tuple[str, ...]

    def label(self, language: Language) -> str:
        """What was answered, as the person read it."""
        chosen = next(o for o in self.question.options if o.values == self.values)
        return chosen.labels[language]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A subheading that the goods may be classified in, and how probable it is (0 to 1).

    `assumed` is what the code requires and the text does not say. `boundary` is the one
    that the text comes nearest to, which would lead elsewhere, or None.
    """

    entry: HSEntry
    probability: float
    evidence: tuple[Evidence, ...]
    assumed: tuple[Assumption, ...] = ()
    boundary: Boundary | None = None

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
    that is right is worth more than a long one that is wrong. `question` is the one
    whose answer would settle most, or None; `answered` are those answered already.
    `looked` is what the search found, kept for the next answer.
    """

    query: Query
    outcome: Outcome
    reason: Reason
    suggestions: tuple[Suggestion, ...]
    headings: tuple[RollUp, ...]
    chapters: tuple[RollUp, ...]
    supported: RollUp | None
    versions: Versions
    question: Question | None = None
    answered: tuple[Answered, ...] = ()
    looked: Looked | None = field(default=None, repr=False, compare=False)

    def message(self, language: Language = "en") -> str:
        """The outcome in one sentence of the language."""
        from classifier.messages import MESSAGES  # noqa: PLC0415 - messages are typed by Reason

        return MESSAGES[self.reason][language]


Texts = Mapping[Language, str]
