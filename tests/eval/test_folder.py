from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from eval.cases import Case
from eval.errors import RunError
from eval.folder import RunFolder, as_json, key_of, plain, write_whole
from hs_data import HSCode


@dataclass(frozen=True, slots=True)
class Record:
    code: HSCode
    share: float
    parts: tuple[int, ...]


def test_records_become_json() -> None:
    told = plain({6: Record(HSCode("570110"), 1 / 3, (1, 2))})
    assert told == {"6": {"code": "570110", "share": 0.333333, "parts": [1, 2]}}
    assert as_json({"b": 1, "a": "é"}) == '{\n "b": 1,\n "a": "é"\n}\n'


def test_keys_change_with_what_they_are_of() -> None:
    assert key_of("a", 1) == key_of("a", 1) != key_of("a", 2)


def test_cases_survive_their_file(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    cases = [Case("1", "ary", "زربية\u2028\n", (HSCode("570110"),), "s", "strong")]
    folder.write_cases("our cases", cases)
    assert list(folder.read_cases("our cases")) == cases


def test_half_a_surrogate_costs_no_run(tmp_path: Path) -> None:
    write_whole(tmp_path / "in" / "x.json", as_json({"text": "\ud800"}))
    assert (tmp_path / "in" / "x.json").exists()


def test_a_folder_without_a_run_is_said(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with pytest.raises(RunError, match=r"holds no finished run \(run\.json cannot be read\)"):
        folder.read(folder.run)
    with pytest.raises(RunError, match="holds no cases of 'd'"):
        list(folder.read_cases("d"))
