from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from eval.systems.base import Ranking, ranking, ranking_from_json
from hs_data import HSCode

RUG, KILIM = HSCode("570110"), HSCode("570210")


def test_codes_of_others_are_cut_and_parts_of_one_answer_are_summed() -> None:
    told = ranking(["5701.10.4000", "5702100000", "5701.10.90", "n/a"], [0.5, 0.2, 0.2, 0.1])
    assert told.codes == (RUG, KILIM)
    assert told.scores == (0.7, 0.2)


def test_refusing_is_an_outcome_or_no_code() -> None:
    assert Ranking(()).refused
    assert Ranking((RUG,), (0.9,), "not_goods").refused
    assert Ranking((RUG,), (0.9,), "not_goods").sure == 0.0
    assert Ranking((RUG,), (0.9,), "suggested").sure == 0.9
    assert Ranking((RUG,)).sure == 0.0


CODES = st.lists(st.sampled_from(["570110", "570210", "691200", "010121"]), unique=True)


@given(CODES, st.sampled_from(["", "suggested", "not_goods"]), st.lists(st.text(), max_size=2))
def test_a_ranking_survives_its_file(codes: list[str], outcome: str, evidence: list[str]) -> None:
    scores = tuple(round(1 / (n + 2), 6) for n in range(len(codes)))
    told = Ranking(tuple(map(HSCode, codes)), scores, outcome, tuple(evidence))
    assert ranking_from_json(json.loads(json.dumps(told.as_json("x")))) == told
