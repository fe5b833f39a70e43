from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.spelling import Speller

VOCABULARY = ["carpet", "knotted", "table", "zerbia", "زربي", "طبل"]
MOROCCAN = [False, False, False, True, True, True]


def spelled(word: str) -> dict[str, float]:
    speller = Speller(VOCABULARY, MOROCCAN)
    return {VOCABULARY[s.row]: s.weight for s in speller.spellings(word)}


def test_a_known_word_is_itself() -> None:
    assert spelled("carpet") == {"carpet": 1.0}


def test_a_misspelt_word_finds_its_neighbour_for_less() -> None:
    found = spelled("carpt")
    assert set(found) == {"carpet"}
    assert 0.5 < found["carpet"] < 1.0


def test_a_moroccan_word_crosses_scripts_by_sound() -> None:
    assert set(spelled("zarbiya")) == {"zerbia", "زربي"}
    assert spelled("zerbia")["زربي"] < spelled("zerbia")["zerbia"] == 1.0


def test_an_english_word_is_never_matched_by_sound() -> None:
    assert spelled("table") == {"table": 1.0}


def test_short_and_foreign_words_find_nothing() -> None:
    assert spelled("ca") == {}
    assert spelled("xyzzyplugh") == {}


@given(st.text(max_size=30))
def test_weights_lie_between_zero_and_one(word: str) -> None:
    assert all(0 < weight <= 1 for weight in spelled(word).values())
