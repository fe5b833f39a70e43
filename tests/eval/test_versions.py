from __future__ import annotations

from dataclasses import replace

from eval.cases import Case
from eval.versions import cases_checksum, code_checksum, versions
from hs_data import HSCode


def test_versions_name_everything_that_decides() -> None:
    told = versions()
    assert told == versions()
    assert told["code"] == code_checksum()
    assert told["edition"] == "HS 2022"
    assert told["numpy"] != "absent"


def test_every_field_of_a_case_counts() -> None:
    case = Case("1", "en", "rug", (HSCode("570110"),), "s", "strong")
    others = [
        replace(case, id="2"),
        replace(case, text="mug"),
        replace(case, codes=()),
        replace(case, quality="weak"),
    ]
    assert len({cases_checksum([one]) for one in (case, *others)}) == 5
