from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from eval.cases import Case
from eval.measures.leakage import NEAR, leakage
from hs_data import HSCode


def case(name: str, text: str) -> Case:
    return Case(name, "en", text, (HSCode("570110"),), "craft-shop", "strong")


def test_a_text_of_the_tables_is_found_however_it_is_written() -> None:
    found = leakage([case("a", "BENI OURAIN rug"), case("b", "beni ourain rug of my aunt")])
    assert found.exact == ("a",)
    assert "b" not in [match.id for match in found.near]


def test_near_is_a_letter_or_the_order_of_words() -> None:
    known = ["hand knotted wool carpet", "clay pot"]
    cases = [
        case("order", "wool carpet, hand knotted".replace(",", "")),
        case("letter", "hand knoted wool carpet"),
        case("other", "hand knotted silk scarf"),
        case("short", "clay pit"),
        case("empty", "!"),
    ]
    found = leakage(cases, known)
    assert found.exact == ()
    assert [(m.id, m.known) for m in found.near] == [
        ("order", known[0]),
        ("letter", known[0]),
    ]
    assert found.near[0].likeness == 100


WORDS = st.lists(st.text("abc ", min_size=1, max_size=14), max_size=12)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_nothing_near_is_missed(texts: list[str], known: list[str]) -> None:
    cases = [case(str(n), text) for n, text in enumerate(texts)]
    clean = {" ".join(text.split()) for text in known}
    found = leakage(cases, clean)
    by_hand = []
    for one in cases:
        text = " ".join(one.text.split())
        words = " ".join(sorted(text.split()))
        near = any(fuzz.ratio(words, " ".join(sorted(k.split()))) >= NEAR for k in clean if k)
        if text and text not in clean and near:
            by_hand.append(one.id)
    assert [match.id for match in found.near] == by_hand
