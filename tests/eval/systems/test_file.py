from __future__ import annotations

from pathlib import Path

import pytest

from eval.cases import Case
from eval.errors import CaseError, SystemFailedError
from eval.systems.file import FileSystem, read_predictions
from hs_data import HSCode


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "id,codes,scores\na,5701.10|570210,0.8|0.1\nb,,\n"),
        ("p.tsv", "id\tcodes\tscores\na\t570110|570210\t0.8|0.1\nb\t\t\n"),
        (
            "p.jsonl",
            '{"id": "a", "codes": ["570110", 570210], "scores": [0.8, 0.1]}\n'
            '{"id": "b", "codes": []}\n',
        ),
    ],
)
def test_predictions_of_every_kind_are_the_same(tmp_path: Path, name: str, text: str) -> None:
    system = FileSystem("theirs", written(tmp_path / name, text), probabilities=True)
    system.load()
    cases = [Case(i, "en", i, (HSCode("570110"),), "s", "strong") for i in ("b", "a", "c")]
    b, a, c = system.rank(cases)
    assert [code.digits for code in a.codes] == ["570110", "570210"]
    assert a.scores == (0.8, 0.1)
    assert b.refused
    assert c.refused
    assert not system.timed


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("p.csv", "id,code\n", "no column 'codes'"),
        ("p.csv", "id,codes,scores\na,570110,high\n", "Line 2 .* is no prediction"),
        ("p.jsonl", '{"codes": []}\n', "Line 1 .* is no prediction"),
        ("p.jsonl", "nonsense\n", "Line 1 .* is no prediction"),
    ],
)
def test_what_is_no_prediction_is_said(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(SystemFailedError, match=message):
        read_predictions(written(tmp_path / name, text))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        FileSystem("x", tmp_path / "none.csv").load()
