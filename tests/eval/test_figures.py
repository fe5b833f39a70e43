from __future__ import annotations

import pytest

from eval.cases import Case
from eval.figures import Settings, confusion, judge, measure
from eval.pairs import pairs
from eval.systems.base import Ranking
from hs_data import HSCode

FAST = Settings(20, 1)
RUG, SILK, POT = HSCode("570110"), HSCode("570190"), HSCode("691200")


def case(name: str, *codes: HSCode, lang: str = "en") -> Case:
    return Case(name, lang, name, codes, "craft-shop", "strong")


CASES = [case("a", RUG), case("b", RUG, lang="fr"), case("c", POT), case("d", POT), case("hello")]
RANKINGS = [
    Ranking((RUG, SILK), (0.9, 0.1)),
    Ranking((SILK, RUG), (0.6, 0.4)),
    Ranking((RUG,), (1.0,)),
    Ranking((POT,), (), "not_goods"),
    Ranking((), (), "not_goods"),
]


def test_every_figure_by_hand() -> None:
    told = measure(CASES, RANKINGS, True, FAST)
    assert told.cases == 4
    assert told.top["6"]["1"].value == 0.5
    assert told.top["6"]["3"].value == 0.75
    assert told.top["4"]["1"].value == 0.75
    assert told.mrr.value == pytest.approx((1 + 0.5 + 0 + 1) / 4)
    assert told.distance.value == pytest.approx((0 + 1 / 3 + 1 + 0) / 4, abs=1e-6)
    assert told.mass_distance is not None
    assert told.mass_distance.value == pytest.approx((0.1 / 3 + 0.6 / 3 + 1 + 0) / 4, abs=1e-6)
    assert told.refusals.goods.value == 0.25
    assert (told.refusals.others.value, told.refusals.other_cases) == (1.0, 1)
    assert told.refusals.top_1.value == 0.25
    assert [(c.right, c.given, c.cases) for c in told.confusion] == [("69", "57", 1)]
    assert told.slices["language"]["fr"].top["1"].value == 0.0
    assert told.slices["language"]["en"].cases == 3
    assert told.calibration is not None
    # Surest first: one wrong at 1.0, one right at 0.9, one wrong at 0.6, the refused one last.
    assert [p.risk for p in told.calibration.curve] == pytest.approx([1, 0.5, 2 / 3, 0.5], abs=1e-6)


def test_scores_that_are_no_probabilities_are_not_judged_as_such() -> None:
    told = measure(CASES, RANKINGS, False, FAST)
    assert told.calibration is None
    assert told.mass_distance is None


def test_another_right_code_of_the_case_is_no_confusion() -> None:
    judged = judge([case("a", RUG, POT)], [Ranking((HSCode("691110"),))])
    assert confusion(judged) == ()


def test_pairs_are_of_the_primary_against_each_other() -> None:
    one = judge(CASES, RANKINGS)
    none = judge(CASES, [Ranking(())] * 5)
    [told] = pairs("tasnif", {"tasnif": one, "none": none}, FAST)
    assert (told.first, told.second) == ("tasnif", "none")
    assert told.difference.value == 0.5
    assert (told.only_first, told.only_second, told.p) == (2, 0, 0.5)
    assert pairs("absent", {"tasnif": one}, FAST) == ()
