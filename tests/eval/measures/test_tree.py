from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.tree import distance, expected_distance
from hs_data import HSCode

RUG = HSCode("570110")


@pytest.mark.parametrize(
    ("answer", "far"), [("570110", 0), ("570190", 1 / 3), ("570210", 2 / 3), ("691200", 1)]
)
def test_distance_is_the_levels_that_differ(answer: str, far: float) -> None:
    assert distance(HSCode(answer), (RUG,)) == pytest.approx(far)


def test_the_nearest_right_code_counts() -> None:
    assert distance(HSCode("570190"), (HSCode("691200"), RUG)) == pytest.approx(1 / 3)


def test_an_answer_is_weighed_by_its_mass() -> None:
    ranked = (RUG, HSCode("691200"))
    assert expected_distance(ranked, (0.6, 0.2), (RUG,)) == pytest.approx(0.25)
    assert expected_distance(ranked, None, (RUG,)) == 0.0
    assert expected_distance(ranked, (0.0, 0.0), (RUG,)) == 0.0
    assert expected_distance((), (), (RUG,)) == 1.0


SUBHEADING = st.text("0123", min_size=6, max_size=6).map(HSCode)


@given(SUBHEADING, SUBHEADING, SUBHEADING)
def test_it_is_an_ultrametric(a: HSCode, b: HSCode, c: HSCode) -> None:
    assert distance(a, (b,)) == distance(b, (a,))
    assert (distance(a, (b,)) == 0) == (a == b)
    assert distance(a, (c,)) <= max(distance(a, (b,)), distance(b, (c,)))


@given(st.lists(st.tuples(SUBHEADING, st.floats(0, 1)), max_size=6), SUBHEADING)
def test_it_stays_within_bounds(answers: list[tuple[HSCode, float]], right: HSCode) -> None:
    far = expected_distance([a for a, _ in answers], [m for _, m in answers], (right,))
    assert -1e-9 <= far <= 1 + 1e-9
