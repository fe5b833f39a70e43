from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from eval.measures.intervals import bootstrap, bootstrap_of, wilson


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_its_share_within_bounds(pair: tuple[int, int]) -> None:
    right, cases = pair
    found = wilson(right, cases)
    assert 0 <= found.low <= found.value <= found.high <= 1
    mirrored = wilson(cases - right, cases)
    assert mirrored.low == pytest.approx(1 - found.high, abs=2e-6)


@pytest.mark.parametrize(("right", "cases"), [(0, 10), (10, 10), (7, 30), (910, 1000)])
def test_wilson_is_scipys(right: int, cases: int) -> None:
    theirs = binomtest(right, cases).proportion_ci(method="wilson")
    found = wilson(right, cases)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-6)


def test_nothing_is_known_of_no_cases() -> None:
    for found in (wilson(0, 0), bootstrap(np.array([]), 100, 1)):
        assert (found.value, found.low, found.high) == (0.0, 0.0, 1.0)
    assert bootstrap(np.array([0.5]), 100, 1).high == 1.0


def test_bootstrap_covers_what_theory_says() -> None:
    values = np.random.default_rng(5).random(400)
    found = bootstrap(values, 2000, 7)
    half = 1.96 * values.std() / 20
    assert found.low == pytest.approx(values.mean() - half, abs=0.005)
    assert found.high == pytest.approx(values.mean() + half, abs=0.005)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=30), st.integers(0, 99))
def test_bootstrap_is_seeded_and_ordered(values: list[float], seed: int) -> None:
    array = np.array(values)
    found = bootstrap(array, 50, seed)
    assert found == bootstrap(array, 50, seed)
    assert 0 <= found.low <= found.high <= 1


def test_paired_samples_are_drawn_together() -> None:
    values = np.arange(20.0) / 20
    found = bootstrap_of(lambda a, b: float(abs(a - b).sum()), (values, values), 100, 3)
    assert (found.low, found.high) == (0.0, 0.0)
