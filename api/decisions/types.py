"""The words of remembering: a decision, a precedent, a conflict."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from classifier import Versions
from hs_data import HSCode

Judgement = Literal["accepted", "corrected", "withdrawn"]
"""What a person did: took the code that was put first, gave another, or took a decision back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one text. Made by `decide`, never changed afterwards.

    `text` is as it was given, `key` its normalised form, by which it is found again.
    `suggested` is the code that Tasnif had put first. `supersedes` is the id of the decision
    that stood for the same key before, and is worked out by the store.
    """

    id: str
    text: str
    key: str
    code: HSCode
    judgement: Judgement
    suggested: HSCode | None
    probability: float | None
    note: str
    who: str
    when: datetime
    versions: Versions
    supersedes: str | None = None

    @property
    def order(self) -> tuple[datetime, uuid.UUID]:
        """The place among decisions: by time, then by id."""
        return self.when, uuid.UUID(self.id)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision for goods whose text is near: to be shown, never to be applied.

    `similarity` is below 1, which only the same text would have. `only_here` and
    `only_there` are the words that the two texts do not share; `opposed` says that a word
    that denies is among them ("no leather" and "leather").
    """

    decision: Decision
    similarity: float
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    opposed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same goods decided differently: each person's last word, oldest first."""

    key: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some decisions, newest first, and the cursor of those that follow, or None."""

    decisions: tuple[Decision, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that could not be imported, counted from 1, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: decisions added, decisions that were there already, bad lines."""

    added: int
    known: int
    faults: tuple[Fault, ...]
