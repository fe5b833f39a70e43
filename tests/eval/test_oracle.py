from __future__ import annotations

import pytest

from classifier import Classifier
from eval.cases import Case
from eval.oracle import ask_oracle, honest_option
from hs_data import HSCode


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return Classifier.load()


def case(text: str, code: str) -> Case:
    return Case("c", "en", text, (HSCode(code),), "test", "weak")


def test_an_honest_answer_leads_to_the_code_that_the_oracle_knows(shipped: Classifier) -> None:
    for code in ("640359", "640399"):
        answer = shipped.classify("leather slippers")
        option = honest_option(shipped, answer, HSCode(code))
        assert option is not None
        assert shipped.answer(answer, option).suggestions[0].code.digits == code


def test_questions_settle_what_the_words_leave_open(shipped: Classifier) -> None:
    settled = ask_oracle(
        shipped,
        [case("leather slippers", "640399"), case("leather slippers", "640359")],
    )
    assert settled.right_after[0] == 0.5
    assert settled.right_after[-1] == 1.0
    assert settled.asked[0] == 0
    assert settled.asked[1] == 1.0
