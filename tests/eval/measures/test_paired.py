from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures.paired import holm, mcnemar, randomisation

PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)


def arrays(pairs: list[tuple[bool, bool]]) -> tuple[np.ndarray, np.ndarray]:
    found = np.array(pairs, bool)
    return found[:, 0], found[:, 1]


def test_mcnemar_by_hand() -> None:
    first = np.array([True] * 8 + [False] * 2 + [True] * 90)
    second = np.array([False] * 8 + [True] * 2 + [True] * 90)
    found = mcnemar(first, second)
    assert (found.only_first, found.only_second) == (8, 2)
    # Two tails of ten fair coins: 2 * (1 + 10 + 45) / 1024.
    assert found.p == pytest.approx(112 / 1024, abs=1e-6)


@given(PAIRS)
def test_mcnemar_is_symmetric(pairs: list[tuple[bool, bool]]) -> None:
    one, other = mcnemar(*arrays(pairs)), mcnemar(*reversed(arrays(pairs)))
    assert (one.only_first, one.only_second, one.p) == (
        other.only_second,
        other.only_first,
        other.p,
    )
    assert 0 < one.p <= 1


def test_systems_that_agree_do_not_differ() -> None:
    same = np.array([True, False, True])
    assert mcnemar(same, same).p == randomisation(same, same, 100, 1) == 1.0


@settings(max_examples=20, deadline=None)
@given(PAIRS, st.integers(0, 9))
def test_randomisation_is_symmetric_and_seeded(pairs: list[tuple[bool, bool]], seed: int) -> None:
    one, other = arrays(pairs)
    p = randomisation(one, other, 200, seed)
    assert 0 < p <= 1
    assert p == randomisation(one, other, 200, seed)


def test_randomisation_tells_a_difference_from_noise() -> None:
    source = np.random.default_rng(3)
    base = source.random(200)
    assert randomisation(base, base + 0.05 + 0.05 * source.random(200), 999, 1) < 0.01
    noise = source.permutation(np.repeat([0.05, -0.05], 100))
    assert randomisation(base, base + noise, 999, 1) > 0.5


def test_randomisation_agrees_with_mcnemar_on_right_and_wrong() -> None:
    first = np.array([True] * 8 + [False] * 2)
    assert randomisation(first, ~first, 5000, 1) == pytest.approx(
        mcnemar(first, ~first).p, abs=0.02
    )


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=10))
def test_holm_only_raises(values: list[float]) -> None:
    assert all(v - 1e-6 <= c <= 1 for v, c in zip(values, holm(values), strict=True))
