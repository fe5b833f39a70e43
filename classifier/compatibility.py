"""How well what a text says agrees with what each subheading requires.

For each group of attributes two features: the text states what the code requires, and
the text contradicts it (states another value, states what the code excludes, or denies
what it requires). A broader word than the requirement ("textile" where cotton is
required) decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.attributes import AttributeReader, Reading
from classifier.types import Assumption
from classifier.vocabulary import Vocabulary
from hs_data import HSCode
from hs_data.measures import MEASURE
from hs_data.rules import Rules, rules_of

GROUPS: Final[tuple[str, ...]] = (
    "material", "construction", "kind", "use", "wearer", "footwear", "processing", "form", "other",
)  # fmt: skip
"""Attributes that are weighed together; each has one feature for and one against."""

_GROUP_OF: Final = {
    **{name: n for n, name in enumerate(GROUPS)},
    "outer_sole": GROUPS.index("footwear"),
    "upper": GROUPS.index("footwear"),
    "coverage": GROUPS.index("footwear"),
    "outer_surface": GROUPS.index("material"),
}

FIT_FEATURES: Final[tuple[str, ...]] = (
    *(f"{group}_fits" for group in GROUPS),
    *(f"{group}_clashes" for group in GROUPS),
)
"""`_fits` is 1 or 0; `_clashes` is 0 or -1, so that no weight need be negative."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code requires and excludes of one attribute, as masks of values.

    `requires` is what the table says, `requires_wide` with all that it is a kind of.
    `meets` is every kind of what is required, `bars` every kind of what is excluded,
    save the kinds that the code itself asks for.
    """

    attribute: str
    group: int
    requires: int
    requires_wide: int
    meets: int
    bars: int

    def verdict(self, reading: Reading) -> int:
        """1 when the text states what is required, -1 when it contradicts, else 0."""
        stated = reading.stated.get(self.attribute, 0)
        if stated:
            # Denim is a twill; a code for twills without denim is not for it.
            if stated & self.meets & ~self.bars:
                return 1
            if stated & self.bars or (self.requires and not stated & self.requires_wide):
                return -1
        denied = reading.denied.get(self.attribute, 0)
        return -1 if denied and self.requires and not self.requires & ~denied else 0


class Compatibility:
    """The rules of every subheading, compiled, and the texts read against them.

    Args:
        codes: the subheadings, in nomenclature order.
        vocabulary: the attribute values.
        rules: for each code, what it requires and excludes.
    """

    def __init__(
        self, codes: Sequence[HSCode], vocabulary: Vocabulary, rules: Sequence[Rules]
    ) -> None:
        self.vocabulary = vocabulary
        self.reader = AttributeReader(vocabulary)
        self._made: dict[tuple[str, int, int], Rule] = {}
        self.rules = [self._compile(rule) for rule in rules]
        self.place = {code: n for n, code in enumerate(codes)}

    @classmethod
    def load(cls, codes: Sequence[HSCode], kept: Path | None = None) -> Compatibility:
        """Compile the shipped tables.

        Args:
            codes: the subheadings, in nomenclature order.
            kept: a file for what is slow to compile, see `Vocabulary`.

        Raises:
            DataError: a table is missing or malformed.
        """
        rules = rules_of([code.digits for code in codes])
        measures = {
            value: None
            for rule in rules
            for values in (rule.requires, rule.excludes)
            for value in sorted(values.get(MEASURE, ()))
        }
        return cls(codes, Vocabulary.load(measures=measures, kept=kept), rules)

    def _compile(self, rules: Rules) -> tuple[Rule, ...]:
        made = []
        for name in {**rules.requires, **rules.excludes}:
            requires = self.vocabulary.mask(name, rules.requires.get(name, set()))
            excludes = self.vocabulary.mask(name, rules.excludes.get(name, set()))
            if requires or excludes:
                group = _GROUP_OF.get(name, len(GROUPS) - 1)
                made.append(self._rule(name, group, requires, excludes))
        return tuple(made)

    def _rule(self, attribute: str, group: int, requires: int, excludes: int) -> Rule:
        key = (attribute, requires, excludes)
        if key not in self._made:
            words = self.vocabulary
            asked = excludes and words.narrow(
                attribute, requires & words.narrow(attribute, excludes)
            )
            self._made[key] = Rule(
                attribute,
                group,
                requires,
                words.widen(attribute, requires),
                words.narrow(attribute, requires),
                words.narrow(attribute, excludes) & ~asked,
            )
        return self._made[key]

    def rule(self, place: int, attribute: str) -> Rule | None:
        """A subheading's rule on an attribute, or None."""
        return next((rule for rule in self.rules[place] if rule.attribute == attribute), None)

    def stated_words(self, place: int, reading: Reading) -> tuple[str, ...]:
        """The person's words that state what a subheading requires."""
        words: dict[str, None] = {}
        for rule in self.rules[place]:
            if rule.verdict(reading) > 0:
                for mention in reading.mentions:
                    if (
                        mention.attribute == rule.attribute
                        and mention.standing == "stated"
                        and self.meets(rule, [mention.value])
                    ):
                        words[mention.words] = None
        return tuple(words)

    def meets(self, rule: Rule, values: Sequence[str]) -> bool:
        """Whether one of some values is what a rule requires, or a kind of it."""
        mask = self.vocabulary.mask(rule.attribute, values)
        return bool(rule.meets & mask)

    def assumed(self, place: int, reading: Reading) -> tuple[Assumption, ...]:
        """What a subheading requires of attributes that the text says nothing of."""
        return tuple(
            Assumption(
                rule.attribute,
                tuple(values := self.vocabulary.unpack(rule.attribute, rule.requires)),
                self.vocabulary.label(rule.attribute, values),
            )
            for rule in self.rules[place]
            if rule.requires and rule.attribute not in reading.stated
        )

    def features(
        self, readings: Sequence[Reading], places: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """The features of every candidate, (texts, candidates, len(FIT_FEATURES)).

        Args:
            readings: what was read from each text.
            places: candidates by position in the nomenclature, (texts, candidates).
        """
        seen = np.zeros((*places.shape, len(FIT_FEATURES)), np.float32)
        for text, reading in enumerate(readings):
            said = {*reading.stated, *reading.denied}
            if not said:
                continue
            for candidate, place in enumerate(places[text].tolist()):
                for rule in self.rules[place]:
                    if rule.attribute in said and (verdict := rule.verdict(reading)):
                        if verdict > 0:
                            seen[text, candidate, rule.group] = 1.0
                        else:
                            seen[text, candidate, len(GROUPS) + rule.group] = -1.0
        return seen
