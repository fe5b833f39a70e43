"""Labelled cases: a text, the codes that are right for it, and the files they come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from hs_data import HSCode


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the subheadings that are right for it, the best first.

    `codes` is empty when the text describes no goods. `quality` is strong (the text
    decides), medium (with one ordinary assumption) or weak (really open).
    """

    id: str
    lang: str
    text: str
    codes: tuple[HSCode, ...]
    source: str
    quality: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """Cases of one source, what could not be used of it, and its checksum.

    `unreadable` lists rows that could not be read, `foreign` rows whose codes are well
    formed and not in the edition (of an older one, or national inventions); each as
    `id: reason`. `checksum` is the SHA-256 of the files.
    """

    name: str
    cases: tuple[Case, ...]
    unreadable: tuple[str, ...]
    foreign: tuple[str, ...]
    checksum: str

    @property
    def rows(self) -> int:
        """Rows that the source holds, usable or not."""
        return len(self.cases) + len(self.unreadable) + len(self.foreign)

    @property
    def goods(self) -> tuple[Case, ...]:
        """The cases that have a right code."""
        return tuple(case for case in self.cases if case.codes)

    @property
    def not_goods(self) -> tuple[Case, ...]:
        """The cases whose text describes no goods."""
        return tuple(case for case in self.cases if not case.codes)

    def only(self, quality: Collection[str]) -> Dataset:
        """The same with the cases of these quality labels alone; all, when none is named."""
        if not quality:
            return self
        return replace(self, cases=tuple(c for c in self.cases if c.quality in quality))
