from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.reliability import BINS
from eval.measures.calibration import calibration, coverage, risk_coverage, thinned


def test_a_probability_that_means_what_it_says_has_no_error() -> None:
    sure = [0.25] * 4 + [0.75] * 4
    right = [True, False, False, False, True, True, True, False]
    told = calibration(sure, right)
    assert told.error.value == pytest.approx(0.0)
    assert told.brier.value == pytest.approx(0.1875)
    assert [b.cases for b in told.bins] == [4, 4]


def test_overconfidence_is_measured() -> None:
    told = calibration([0.9] * 10, [True] * 5 + [False] * 5)
    assert told.error.value == pytest.approx(0.4)
    assert told.error.low < 0.4 < told.error.high


def test_coverage_is_the_share_that_can_be_accepted_unseen() -> None:
    sure = np.linspace(1, 0, 100)
    right = np.array([1.0] * 60 + [0.0] * 40)
    assert coverage(sure, right, 0.99) == pytest.approx(0.60)
    assert coverage(sure, right, 0.90) == pytest.approx(0.66)
    assert coverage(sure, np.zeros(100), 0.90) == 0.0


def test_cases_of_one_probability_are_accepted_together() -> None:
    sure, right = np.full(100, 0.8), np.array([1.0] * 50 + [0.0] * 50)
    assert coverage(sure, right, 0.95) == 0.0
    assert [(p.coverage, p.risk, p.sure) for p in risk_coverage(sure, right)] == [(1.0, 0.5, 0.8)]


def test_risk_is_of_the_surest_first() -> None:
    curve = risk_coverage(np.array([0.2, 0.9, 0.6]), np.array([0.0, 1.0, 0.0]))
    assert [(p.coverage, p.risk) for p in curve] == [
        (0.333333, 0.0),
        (0.666667, 0.5),
        (1.0, 0.666667),
    ]


def test_a_thin_curve_keeps_its_ends() -> None:
    curve = risk_coverage(np.linspace(1, 0, 1000), np.ones(1000))
    thin = thinned(curve, 10)
    assert len(thin) == 10
    assert (thin[0], thin[-1]) == (curve[0], curve[-1])


def test_no_cases_have_no_figures() -> None:
    told = calibration([], [])
    assert (told.error.value, told.bins, told.curve, told.area) == (0.0, (), (), 0.0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_laws(pairs: list[tuple[float, bool]]) -> None:
    sure, right = zip(*pairs, strict=True)
    told = calibration(sure, right, resamples=10)
    assert 0 <= told.error.value <= 1
    assert sum(b.cases for b in told.bins) == len(pairs)
    assert len(told.bins) <= BINS
    shares = [told.coverage[p].value for p in ("0.99", "0.95", "0.90")]
    assert shares == sorted(shares)
    assert told.curve[-1].coverage == 1.0
    assert told.curve[-1].risk == pytest.approx(1 - sum(right) / len(right), abs=1e-6)
