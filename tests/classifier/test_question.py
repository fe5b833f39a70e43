from __future__ import annotations

import numpy as np
import pytest

from classifier.attributes import NOTHING, AttributeReader
from classifier.compatibility import FIT_FEATURES, GROUPS, Compatibility
from classifier.question import MOST_QUESTIONS, NONE_OF_THESE, Asker
from classifier.vocabulary import Vocabulary
from hs_data import ANSWER_LANGUAGES, HSCode
from hs_data.rules import Rules

CODES = [HSCode(digits) for digits in ("640319", "640359", "640399", "640590")]
PLACES = np.arange(4)
VOCABULARY = Vocabulary(
    {
        ("outer_sole", "sole_leather"): {"en": ("leather sole",), "fr": ("semelle cuir",)},
        ("outer_sole", "sole_rubber_plastics"): {"en": ("rubber sole",)},
        ("material", "leather"): {"en": ("leather",)},
        ("material", "suede"): {"en": ("suede",)},
        ("material", "textile"): {"en": ("textile",)},
    },
    {("material", "suede"): frozenset({"leather"})},
)
RULES = [
    Rules({"outer_sole": {"sole_leather"}, "material": {"leather"}}),
    Rules({"outer_sole": {"sole_leather"}}),
    Rules({"outer_sole": {"sole_rubber_plastics"}}),
    Rules({}, {"outer_sole": {"sole_leather", "sole_rubber_plastics"}}),
]


@pytest.fixture
def compatibility() -> Compatibility:
    return Compatibility(CODES, VOCABULARY, RULES)


@pytest.fixture
def asker(compatibility: Compatibility) -> Asker:
    return Asker(compatibility, CODES)


def test_the_question_is_what_separates_the_likely_codes(asker: Asker) -> None:
    mass = np.array([0.0, 0.5, 0.45, 0.05])
    question = asker.ask(PLACES, mass, NOTHING)
    assert question is not None
    assert question.attribute == "outer_sole"
    assert [option.values for option in question.options] == [
        ("sole_leather",), ("sole_rubber_plastics",), (NONE_OF_THESE,)
    ]  # fmt: skip
    assert [option.leads_to.digits for option in question.options] == [
        "640359", "640399", "640590"
    ]  # fmt: skip
    assert sum(option.probability for option in question.options) == pytest.approx(1.0)
    for language in ANSWER_LANGUAGES:
        assert question.text(language).strip()
        assert all(option.labels[language].strip() for option in question.options)


def test_an_answer_moves_the_probability_to_the_codes_that_allow_it(asker: Asker) -> None:
    mass = np.array([0.0, 0.5, 0.45, 0.05])
    question = asker.ask(PLACES, mass, NOTHING)
    assert question is not None
    offered = [option.values for option in question.options]
    after = asker.answer(PLACES, mass, "outer_sole", ("sole_rubber_plastics",), offered)
    assert after.sum() == pytest.approx(1.0)
    assert after.argmax() == 2
    assert after[2] > 0.9
    none = asker.answer(PLACES, mass, "outer_sole", (NONE_OF_THESE,), offered)
    assert none.argmax() == 3


def test_nothing_is_asked_that_the_text_already_says(asker: Asker) -> None:
    reading = AttributeReader(VOCABULARY).read("shoe with leather sole")
    assert asker.ask(PLACES, np.array([0.0, 0.5, 0.45, 0.05]), reading) is None


def test_nothing_is_asked_that_cannot_change_the_first_place(asker: Asker) -> None:
    assert asker.ask(PLACES, np.array([0.0, 1.0, 0.0, 0.0]), NOTHING) is None
    # Both likely codes require the same sole.
    assert asker.ask(PLACES[:2], np.array([0.0, 1.0]), NOTHING) is None


def test_at_most_three_questions_in_a_row(asker: Asker) -> None:
    asked = [f"attribute{n}" for n in range(MOST_QUESTIONS)]
    assert asker.ask(PLACES, np.array([0.0, 0.5, 0.45, 0.05]), NOTHING, asked) is None


def test_fits_and_clashes(compatibility: Compatibility) -> None:
    reader = AttributeReader(VOCABULARY)
    readings = [
        reader.read("suede"),
        reader.read("rubber sole"),
        reader.read("no leather"),
        reader.read("nothing of the kind"),
    ]
    seen = compatibility.features(readings, np.tile(PLACES, (4, 1)))
    fits, clashes = seen[:, :, : len(GROUPS)], seen[:, :, len(GROUPS) :]
    assert seen.shape == (4, 4, len(FIT_FEATURES))
    material, footwear = GROUPS.index("material"), GROUPS.index("footwear")
    assert fits[0, 0, material] == 1  # suede is leather
    assert clashes[1, :, footwear].tolist() == [-1, -1, 0, -1]
    assert fits[1, 2, footwear] == 1
    assert clashes[2, 0, material] == -1
    assert not seen[3].any()


def test_a_broader_word_decides_nothing() -> None:
    rules = [Rules({"material": {"suede"}})]
    compatibility = Compatibility(CODES[:1], VOCABULARY, rules)
    reading = AttributeReader(VOCABULARY).read("leather")
    assert not compatibility.features([reading], np.zeros((1, 1), np.int64)).any()


def test_an_excluded_kind_of_what_is_required_speaks_against_the_code() -> None:
    # Twills other than denim: denim is a twill, and still not for this code.
    rules = [
        Rules({"material": {"leather"}}, {"material": {"suede"}}),
        Rules({"material": {"suede"}}, {"material": {"leather"}}),
    ]
    compatibility = Compatibility(CODES[:2], VOCABULARY, rules)
    reader = AttributeReader(VOCABULARY)
    readings = [reader.read("suede"), reader.read("leather")]
    seen = compatibility.features(readings, np.tile(np.arange(2), (2, 1)))
    material = GROUPS.index("material")
    assert seen[:, :, material].tolist() == [[0, 1], [1, 0]]
    assert seen[:, :, len(GROUPS) + material].tolist() == [[-1, 0], [0, -1]]


def test_what_a_code_requires_and_the_text_leaves_out_is_assumed(
    compatibility: Compatibility,
) -> None:
    reading = AttributeReader(VOCABULARY).read("leather")
    assumed = compatibility.assumed(0, reading)
    assert [(one.attribute, one.values) for one in assumed] == [("outer_sole", ("sole_leather",))]
    assert assumed[0].labels["fr"] == "semelle cuir"
    assert compatibility.stated_words(0, reading) == ("leather",)
