from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case
from eval.measures.ranking import LEVELS, TOPS, gain, gains, hits, rank_of, ranks, reciprocal
from hs_data import HSCode


def codes(*digits: str) -> tuple[HSCode, ...]:
    return tuple(HSCode(d) for d in digits)


def case(name: str, right: str) -> Case:
    return Case(name, "en", "text", codes(*right.split("|")), "craft-maker", "strong")


def test_rank_counts_different_answers_of_the_level() -> None:
    ranked = codes("570110", "570190", "570210", "691200")
    assert rank_of(ranked, codes("570210"), 6) == 3
    assert rank_of(ranked, codes("570299"), 4) == 2
    assert rank_of(ranked, codes("690100"), 2) == 2
    assert rank_of(ranked, codes("010121"), 2) is None


def test_figures_by_hand() -> None:
    cases = [case("a", "570110"), case("b", "570190|691200"), case("c", "010121")]
    found = ranks(cases, [codes("570110", "691200")] * 3, 6)
    assert found == [1, 2, None]
    assert hits(found, 1).mean() == pytest.approx(1 / 3)
    assert hits(found, 3).mean() == pytest.approx(2 / 3)
    assert reciprocal(found).tolist() == [1.0, 0.5, 0.0]


def test_nothing_counts_beyond_the_tenth_answer() -> None:
    ranked = codes(*(f"5701{n:02}" for n in range(10, 22)))
    assert ranks([case("a", "570121")], [ranked], 6) == [None]
    assert gain(ranked, codes("570121")) == 0.0


def test_gain_by_hand() -> None:
    right = codes("570110", "570210")
    assert gain(codes("570110", "570210"), right) == 1.0
    assert gain(codes("010121", "570110"), right) == pytest.approx(
        (1 / log2(3)) / (1 + 1 / log2(3))
    )
    assert gain((), right) == gain(right, ()) == 0.0


SUBHEADING = st.text("0123", min_size=6, max_size=6).map(HSCode)
ROWS = st.lists(st.tuples(SUBHEADING, st.lists(SUBHEADING, max_size=12)), min_size=1, max_size=8)


@given(ROWS)
def test_shares_grow_with_k_and_shrink_with_level(rows: list[tuple[HSCode, list[HSCode]]]) -> None:
    cases = [Case(str(n), "en", "", (right,), "s", "strong") for n, (right, _) in enumerate(rows)]
    rankings = [ranked for _, ranked in rows]
    found = {level: ranks(cases, rankings, level) for level in LEVELS}
    for level in LEVELS:
        shares = [hits(found[level], k).mean() for k in TOPS]
        assert shares == sorted(shares)
    assert all(
        hits(found[2], k).mean() >= hits(found[4], k).mean() >= hits(found[6], k).mean()
        for k in TOPS
    )
    # With one right code, nDCG lies between the reciprocal rank and 1.
    assert (reciprocal(found[6]) <= gains(cases, rankings) + 1e-12).all()
