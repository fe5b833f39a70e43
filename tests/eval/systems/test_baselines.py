from __future__ import annotations

import pytest

from eval.cases import Case
from eval.systems.base import System
from eval.systems.baselines import BM25System, DenseSystem, FuzzySystem
from hs_data import HSCode
from tests.conftest import HashEncoder


def case(text: str) -> Case:
    return Case(text, "en", text, (HSCode("010121"),), "test", "strong")


@pytest.mark.parametrize(
    "system", [BM25System(), FuzzySystem(), DenseSystem("hash", HashEncoder())]
)
def test_a_description_finds_its_code(system: System) -> None:
    from hs_data import nomenclature

    entry = nomenclature()["570110"]
    system.load()
    [told] = system.rank([case(entry.describe("en"))])
    assert told.codes[0] == entry.code
    assert 1 <= len(told.codes) == len(told.scores) <= 10
    assert list(told.scores) == sorted(told.scores, reverse=True)
    assert system.identity
    assert not system.probabilities


def test_bm25_without_a_known_word_says_nothing() -> None:
    system = BM25System()
    system.load()
    assert system.rank([case("qqqqzzz")])[0].refused
