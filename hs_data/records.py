"""The rows of the tables as typed records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hs_data.code import HSCode
from hs_data.languages import Language


@dataclass(frozen=True, slots=True)
class Section:
    """One of the 21 sections: a Roman numeral and the chapters it spans."""

    numeral: str
    first: str
    last: str
    descriptions: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class HSEntry:
    """A code of the nomenclature and what it covers, in each answer language."""

    code: HSCode
    descriptions: Mapping[Language, str]

    def describe(self, language: Language = "en") -> str:
        """What the code covers, in plain words of the language; in English where not yet told."""
        return self.descriptions[language] or self.descriptions["en"]


@dataclass(frozen=True, slots=True)
class Term:
    """A name that people give to goods of a code.

    `condition`, when not empty, is what must hold for the name to lead to the code
    ("outer sole of leather"); the name alone then fits other codes too.
    """

    code: HSCode
    lang: str
    text: str
    condition: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A text as a seller or declarant writes it, with the subheading it belongs to."""

    code: HSCode
    lang: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Boundary:
    """Goods often mistaken for those of a heading, where they go, and by which rule."""

    heading: HSCode
    goods: str
    goes_to: HSCode
    rule: str
    sentences: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """What a subheading requires, allows or excludes of one attribute."""

    code: HSCode
    attribute: str
    mode: str
    values: tuple[str, ...]
