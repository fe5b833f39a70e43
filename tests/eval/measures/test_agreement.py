from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case
from eval.datasets import Source, read_code, read_dataset
from eval.measures.agreement import agreement, kappa

CASES = Path(__file__).parents[3] / "eval" / "cases"


def test_kappa_by_hand() -> None:
    # 20 of 50 agree on yes, 15 on no; readers say yes 25 and 30 times: (0.7 - 0.5) / 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([]) == kappa([("y", "y")]) == 1.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_kappa_is_symmetric_and_bounded(pairs: list[tuple[str, str]]) -> None:
    assert kappa(pairs) == kappa([(b, a) for a, b in pairs])
    assert -1 <= kappa(pairs) <= 1


@pytest.mark.parametrize(("ids", "row"), [("c", "| crafts, "), ("e", "| everyday, ")])
def test_the_datasheet_says_how_far_the_two_readings_agree(ids: str, row: str) -> None:
    cases = [c for c in read_dataset(Source(CASES / "development.csv")).cases if c.id[0] == ids]
    with (CASES / "development_second.csv").open(encoding="utf-8") as file:
        second = {line["id"]: line["codes"] for line in csv.DictReader(file)}
    read = {
        case.id: replace(case, codes=tuple(read_code(c) for c in second[case.id].split("|") if c))
        for case in cases
    }
    told = agreement(cases, read)
    assert told.goods.value == 1.0
    assert told.kappa > 0.95
    sheet = (CASES / "DATASHEET.md").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in sheet if line.startswith(row)]
    assert f"{row.strip('| ')} {told.cases} texts with goods" in line
    shares = [f"{100 * told.first[level].value:.1f}%" for level in ("6", "4", "2")]
    assert [cell.strip() for cell in line.split("|")[2:5]] == shares


def test_cases_that_only_one_reader_saw_are_left_out() -> None:
    case = Case("1", "en", "rug", (read_code("570110"),), "s", "strong")
    told = agreement([case, replace(case, id="2")], {"1": case})
    assert (told.cases, told.first["6"].value) == (1, 1.0)
