from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case
from eval.measures.arabizi import respell
from eval.measures.perturb import LABEL, PERTURBATIONS, perturbed
from hs_data import HSCode

CODES = (HSCode("570110"),)


def case(text: str, lang: str = "en", name: str = "1") -> Case:
    return Case(name, lang, text, CODES, "craft-shop", "strong")


def change(name: str, text: str, lang: str = "en") -> str:
    return perturbed(case(text, lang), name, 7).text


def test_each_perturbation_does_what_it_says() -> None:
    assert change("diacritics", "théière émaillée") == "theiere emaillee"
    assert change("diacritics", "زَرْبِيَّة أَصلية") == "زربية اصلية"
    assert change("upper", "Rug") == "RUG"
    assert change("lower", "RUG") == "rug"
    assert sorted(change("order", "d b c a").split()) == ["a", "b", "c", "d"]
    assert change("label", "x" * 50) == "x" * LABEL
    text = "hand knotted woollen carpet"
    slipped = change("typos", text)
    assert slipped != text
    assert sum(a != b for a, b in zip(slipped.split(), text.split(), strict=True)) == 1
    assert change("typos", "a b c") == "a b c"


def test_arabizi_is_for_darija_in_latin_letters() -> None:
    assert change("arabizi", "chouka", "fr") == "chouka"
    spelled = {respell("zerbiya dial souf 9dima", random.Random(n)) for n in range(30)}
    assert len(spelled) > 5
    assert all(text.startswith(("zerbiya", "zirbiya", "zerbeya", "zirbeya")) for text in spelled)


@pytest.mark.parametrize("text", ["200x300", "3kg", "20cm", "زربية", "1200"])
def test_numbers_and_other_scripts_are_left_alone(text: str) -> None:
    assert all(respell(text, random.Random(n)) == text for n in range(20))


@given(
    st.text(max_size=60),
    st.sampled_from(sorted(PERTURBATIONS)),
    st.sampled_from(["en", "ary-latn"]),
    st.integers(0, 5),
)
def test_only_the_text_changes_and_always_the_same_way(
    text: str, name: str, lang: str, seed: int
) -> None:
    before = case(text, lang)
    after = perturbed(before, name, seed)
    assert replace(after, text=text) == before
    assert after == perturbed(before, name, seed)
    if name in {"label", "diacritics"}:
        assert perturbed(after, name, seed) == after
