"""What questions are worth: first-place accuracy when an oracle answers them.

The oracle knows the case's code and answers as an honest person would who knows the
goods: with the option that the right code requires, else with "none of these" where
the code excludes what is offered or says nothing. It is an upper bound on what a real
person settles, since people also answer wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classifier import Classification, Classifier
from classifier.question import MOST_QUESTIONS, NONE_OF_THESE
from eval.cases import Case
from hs_data import HSCode


@dataclass(frozen=True, slots=True)
class Settled:
    """Shares (0 to 1) of cases right first after 0, 1, 2 … questions, and questions asked."""

    cases: int
    right_after: tuple[float, ...]
    asked: tuple[float, ...]


def honest_option(
    classifier: Classifier, answer: Classification, code: HSCode
) -> tuple[str, ...] | None:
    """The option that goods of a code would be answered with, None where none fits."""
    question = answer.question
    if question is None:
        return None
    compatibility = classifier.compatibility
    rule = compatibility.rule(compatibility.place[code], question.attribute)
    none: tuple[str, ...] | None = None
    for option in question.options:
        if option.values == (NONE_OF_THESE,):
            none = option.values
        elif rule is not None and compatibility.meets(rule, option.values):
            return option.values
    return none


def ask_oracle(
    classifier: Classifier, cases: Sequence[Case], most: int = MOST_QUESTIONS
) -> Settled:
    """Classify, let the oracle answer, and count what is right after each question."""
    right = [0] * (most + 1)
    asked = [0] * (most + 1)
    answers = classifier.classify_many([case.text for case in cases], top=1)
    for case, first in zip(cases, answers, strict=True):
        answer = first
        for count in range(most + 1):
            best = answer.suggestions[0].code if answer.suggestions else None
            right[count] += best in case.codes
            # The program does not know whether it is right, so a right case is asked as well.
            option = honest_option(classifier, answer, case.codes[0])
            if count < most and option is not None:
                answer = classifier.answer(answer, option, top=1)
                asked[count + 1] += 1
    total = len(cases) or 1
    return Settled(len(cases), tuple(n / total for n in right), tuple(n / total for n in asked))
