from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.reliability import BINS
from eval.calibration import calibration, coverage


def test_a_probability_that_means_what_it_says_has_no_error() -> None:
    sure = [0.25] * 4 + [0.75] * 4
    right = [True, False, False, False, True, True, True, False]
    told = calibration(sure, right)
    assert told.error == pytest.approx(0.0)
    assert told.brier == pytest.approx(0.1875)
    assert [b.cases for b in told.bins] == [4, 4]


def test_overconfidence_is_measured() -> None:
    assert calibration([0.9] * 10, [True] * 5 + [False] * 5).error == pytest.approx(0.4)


def test_coverage_is_the_share_that_can_be_accepted_unseen() -> None:
    sure = np.linspace(1, 0, 100)
    right = np.array([1.0] * 60 + [0.0] * 40)
    assert coverage(sure, right, 0.99) == pytest.approx(0.60)
    assert coverage(sure, right, 0.90) == pytest.approx(0.66)
    assert coverage(sure, np.zeros(100), 0.90) == 0.0


def test_cases_of_one_probability_are_accepted_together() -> None:
    sure, right = np.full(100, 0.8), np.array([1.0] * 50 + [0.0] * 50)
    assert coverage(sure, right, 0.95) == 0.0


def test_no_cases_have_no_figures() -> None:
    told = calibration([], [])
    assert (told.error, told.bins) == (0.0, ())


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_laws(pairs: list[tuple[float, bool]]) -> None:
    sure, right = zip(*pairs, strict=True)
    told = calibration(sure, right)
    assert 0 <= told.error <= 1
    assert sum(b.cases for b in told.bins) == len(pairs)
    assert len(told.bins) <= BINS
    assert told.coverage[0.99] <= told.coverage[0.95] <= told.coverage[0.90]
