from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case
from eval.metrics import LEVELS, TOPS, measure, rank_of
from eval.run import slices_of
from hs_data import HSCode


def codes(*digits: str) -> tuple[HSCode, ...]:
    return tuple(HSCode(d) for d in digits)


def case(name: str, right: str, lang: str = "en", source: str = "craft-maker") -> Case:
    return Case(name, lang, "text", codes(*right.split("|")), source, "strong")


def test_rank_counts_different_answers_of_the_level() -> None:
    ranked = codes("570110", "570190", "570210", "691200")
    assert rank_of(ranked, codes("570210"), 6) == 3
    assert rank_of(ranked, codes("570299"), 4) == 2
    assert rank_of(ranked, codes("690100"), 2) == 2
    assert rank_of(ranked, codes("010121"), 2) is None


def test_figures_by_hand() -> None:
    cases = [case("a", "570110"), case("b", "570190|691200"), case("c", "010121")]
    ranked = codes("570110", "691200")
    figures = measure(cases, [ranked, ranked, ranked])
    assert figures.top[6] == pytest.approx({1: 1 / 3, 3: 2 / 3, 5: 2 / 3, 10: 2 / 3})
    assert figures.top[4][1] == pytest.approx(2 / 3)
    assert figures.mrr == pytest.approx((1 + 1 / 2) / 3)


def test_no_cases_give_zeros() -> None:
    assert measure([], []).top[6][1] == 0.0


SUBHEADING = st.text("0123", min_size=6, max_size=6).map(HSCode)


@given(st.lists(st.tuples(SUBHEADING, st.lists(SUBHEADING, max_size=10)), min_size=1, max_size=8))
def test_shares_grow_with_k_and_shrink_with_level(
    rows: list[tuple[HSCode, list[HSCode]]],
) -> None:
    cases = [Case(str(n), "en", "", (right,), "s", "strong") for n, (right, _) in enumerate(rows)]
    figures = measure(cases, [ranked for _, ranked in rows])
    for level in LEVELS:
        shares = [figures.top[level][k] for k in TOPS]
        assert shares == sorted(shares)
    for k in TOPS:
        assert figures.top[2][k] >= figures.top[4][k] >= figures.top[6][k]


def test_slices_are_by_group_and_language() -> None:
    cases = [case("a", "570110"), case("b", "570110", "fr"), case("c", "01", "fr", "everyday-shop")]
    assert slices_of(cases) == {
        "all": [0, 1, 2],
        "craft": [0, 1],
        "craft en": [0],
        "craft fr": [1],
        "en": [0],
        "everyday": [2],
        "everyday fr": [2],
        "fr": [1, 2],
    }
