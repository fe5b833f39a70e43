"""The one question worth asking: the attribute whose answer settles most of what is left.

For every attribute that some likely candidate has a rule on and the text says nothing
of, the possible answers are what those candidates require. An answer is likely under a
candidate that allows it and unlikely under one that does not. The question chosen is
the one after whose answer the first suggestion is expected to be likeliest to be right;
none is asked that cannot change the first place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.attributes import Reading
from classifier.compatibility import Compatibility, Rule
from classifier.types import Option, Question
from hs_data import HSCode, Language
from hs_data.knowledge import asks

NONE_OF_THESE: Final = "none_of_these"
"""The value that says that no offered answer fits."""

MOST_QUESTIONS: Final = 3
_MOST_OPTIONS: Final = 6
_CLOSE: Final = 12
_LEAST_MASS: Final = 0.01
_SLIP: Final = 0.04
"""How likely it is that a person answers against the code, by mistake or by a loose rule."""
_LEAST_GAIN: Final = 0.02

_OTHERWISE: Final[dict[Language, str]] = {
    "en": "none of these",
    "fr": "aucun de ceux-ci",
    "ar": "لا شيء من هذه",
    "es": "ninguno de estos",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """An attribute with its answers and how likely each is under each close candidate."""

    attribute: str
    answers: list[tuple[str, ...]]
    likely: NDArray[np.float64]
    gain: float


class Asker:
    """Chooses questions and weighs their answers."""

    def __init__(self, compatibility: Compatibility, codes: Sequence[HSCode]) -> None:
        self._compatibility = compatibility
        self._vocabulary = compatibility.vocabulary
        self._codes = codes
        self._texts = asks()

    def ask(
        self,
        places: NDArray[np.int64],
        mass: NDArray[np.float64],
        reading: Reading,
        asked: Collection[str] = (),
    ) -> Question | None:
        """The best question about candidates, or None when none would change the first place.

        Args:
            places: the candidates by position in the nomenclature.
            mass: their probabilities, summing to 1.
            reading: what the text says already.
            asked: attributes that were asked before.
        """
        close = np.argsort(-mass, kind="stable")[:_CLOSE]
        close = close[mass[close] >= _LEAST_MASS]
        if len(close) < 2 or len(asked) >= MOST_QUESTIONS:  # noqa: PLR2004
            return None
        known = {*reading.stated, *asked}
        names = {
            rule.attribute
            for place in places[close].tolist()
            for rule in self._compatibility.rules[place]
            if rule.attribute not in known and rule.attribute in self._texts
        }
        held = mass[close] / mass[close].sum()
        weighed = [self._weigh(name, places[close], held) for name in sorted(names)]
        best = max(
            (found for found in weighed if found is not None),
            key=lambda found: found.gain,
            default=None,
        )
        if best is None or best.gain < _LEAST_GAIN:
            return None
        options = []
        for n, values in enumerate(best.answers):
            after = held * best.likely[n]
            first = int(np.argmax(after))
            options.append(
                Option(
                    values,
                    self._label(best.attribute, values),
                    self._codes[places[close[first]]],
                    float(after.sum()),
                )
            )
        return Question(best.attribute, self._texts[best.attribute], tuple(options), best.gain)

    def answer(
        self,
        places: NDArray[np.int64],
        mass: NDArray[np.float64],
        attribute: str,
        values: Sequence[str],
        offered: Sequence[tuple[str, ...]] = (),
    ) -> NDArray[np.float64]:
        """The probabilities of the candidates once an attribute is known, summing to 1.

        Args:
            places: the candidates by position in the nomenclature.
            mass: their probabilities before.
            attribute: what was asked.
            values: the answer, any one of the values; `NONE_OF_THESE` for no offered one.
            offered: the answers that were offered, needed for `NONE_OF_THESE`.
        """
        everything = list(offered) if offered else [tuple(values)]
        wanted = tuple(values)
        if wanted not in everything:
            everything.append(wanted)
        row = everything.index(wanted)
        rules = [self._compatibility.rule(place, attribute) for place in places.tolist()]
        likely = self._likelihood(attribute, everything, rules)[row]
        after = mass * likely
        total: NDArray[np.float64] = after / after.sum() if after.sum() > 0 else mass
        return total

    def _weigh(
        self, attribute: str, places: NDArray[np.int64], mass: NDArray[np.float64]
    ) -> _Asked | None:
        rules = [self._compatibility.rule(place, attribute) for place in places.tolist()]
        answers = self._answers(attribute, rules, mass)
        if len(answers) < 2:  # noqa: PLR2004
            return None
        likely = self._likelihood(attribute, answers, rules)
        after = likely * mass
        firsts = after.argmax(axis=1)
        if len(set(firsts.tolist())) < 2:  # noqa: PLR2004 - every answer leads to the same code
            return None
        return _Asked(attribute, answers, likely, float(after.max(axis=1).sum() - mass.max()))

    def _answers(
        self, attribute: str, rules: Sequence[Rule | None], mass: NDArray[np.float64]
    ) -> list[tuple[str, ...]]:
        """What may be answered: values that the same candidates require are one answer."""
        requiring: dict[str, list[int]] = {}
        for n, rule in enumerate(rules):
            if rule is not None:
                for value in self._vocabulary.unpack(attribute, rule.requires):
                    requiring.setdefault(value, []).append(n)
        alike: dict[tuple[int, ...], list[str]] = {}
        for value, candidates in requiring.items():
            alike.setdefault(tuple(candidates), []).append(value)
        ranked = sorted(alike.items(), key=lambda item: -float(mass[list(item[0])].sum()))
        answers = [tuple(values) for _, values in ranked[: _MOST_OPTIONS - 1]]
        # Some candidate may ask for none of the values: the person needs a way to say so.
        if any(rule is None or not rule.requires for rule in rules):
            answers.append((NONE_OF_THESE,))
        return answers

    def _likelihood(
        self, attribute: str, answers: list[tuple[str, ...]], rules: Sequence[Rule | None]
    ) -> NDArray[np.float64]:
        """How likely each answer is under each candidate, (answers, candidates)."""
        masks = [
            0 if values == (NONE_OF_THESE,) else self._vocabulary.mask(attribute, list(values))
            for values in answers
        ]
        none = [values == (NONE_OF_THESE,) for values in answers]
        likely = np.zeros((len(answers), len(rules)))
        for n, rule in enumerate(rules):
            if rule is None:
                fits = [True] * len(answers)
            elif rule.requires:
                fits = [bool(rule.meets & mask) for mask in masks]
                if not any(fits):
                    fits = list(none)
            else:
                fits = [
                    is_none or not rule.bars & mask
                    for is_none, mask in zip(none, masks, strict=True)
                ]
            count = sum(fits)
            likely[:, n] = (
                [(1 - _SLIP) / count if fit else _SLIP / max(len(fits) - count, 1) for fit in fits]
                if count
                else 1 / len(answers)
            )
        return likely

    def _label(self, attribute: str, values: tuple[str, ...]) -> dict[Language, str]:
        if values == (NONE_OF_THESE,):
            return dict(_OTHERWISE)
        return self._vocabulary.label(attribute, values)
