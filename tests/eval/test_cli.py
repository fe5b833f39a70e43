"""The commands as a person calls them, in this process: the index is built already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from classifier import Classifier
from eval import check as floors
from eval.cli import evaluate
from eval.errors import CaseError
from eval.folder import RunFolder
from eval.summary import commit
from tests.eval.helpers import write_cases


def call(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(evaluate, [str(a) for a in arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


SPEC = """
name = "tiny"
bootstrap = 20
leakage = false
[[datasets]]
name = "ours"
path = "cases.csv"
[[datasets]]
name = "far"
path = "none.csv"
optional = true
[[systems]]
kind = "bm25"
[[systems]]
kind = "file"
name = "theirs"
path = "theirs.csv"
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    write_cases(tmp_path / "cases.csv")
    (tmp_path / "theirs.csv").write_text("id,codes\na,570110\nb,570210\n")
    (tmp_path / "spec.toml").write_text(SPEC)
    return tmp_path / "spec.toml"


def test_run_then_compare(spec: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    code, told, err = call("run", spec, "--out", out)
    assert code == 0
    assert "bm25" in told
    assert f"report in {out / 'report.html'}" in told
    assert "ours: not used: h: 851712 is not in HS 2022" in err
    assert "left out: far: none.csv is not at hand" in err
    assert (out / "report.md").read_text(encoding="utf-8").startswith("# tiny\n")
    pages = (out / "report.html").read_bytes()
    assert call("run", spec, "--out", out)[0] == 0
    assert (out / "report.html").read_bytes() == pages
    written = tmp_path / "compared.md"
    code, told, _ = call("compare", out, out, "--other", "theirs", "--out", written)
    assert code == 0
    assert "better" in told
    assert "### Better" in written.read_text(encoding="utf-8")
    as_json = tmp_path / "compared.json"
    assert call("compare", out, out, "--out", as_json)[0] == 0
    assert json.loads(as_json.read_text())[0]["pair"]["p"] == 1.0


def test_cases_is_what_a_bare_file_means(tmp_path: Path) -> None:
    path = write_cases(tmp_path / "cases.csv")
    out = tmp_path / "out.json"
    code, told, err = call(path, "--systems", "bm25", "--out", out)
    assert code == 0
    assert "8 cases with a code, of 11" in told
    assert "not used: g: " in err
    assert json.loads(out.read_text(encoding="utf-8"))["systems"][0]["system"] == "bm25"
    assert call("cases", path, "--systems", "bm25", "--markdown")[1].startswith("| system |")
    with pytest.raises(CaseError, match="cannot be read"):
        call("/no/such.csv", "--systems", "bm25")


def test_a_mistyped_command_is_no_file() -> None:
    code, _, err = call("rnu", "spec.toml")
    assert code == 2
    assert "No such command" in err


def test_check_fails_below_a_floor(
    tmp_path: Path, small_classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors.check, "__defaults__", (lambda: small_classifier,))
    write_cases(tmp_path / "cases.csv")
    path = tmp_path / "t.toml"
    path.write_text('dataset = "cases.csv"\n[floors]\ntop_1 = 0.1\n')
    assert call("check", "--thresholds", path)[:2][0] == 0
    path.write_text('dataset = "cases.csv"\n[floors]\ntop_1 = 1.0\n')
    code, told, _ = call("check", "--thresholds", path)
    assert code == 1
    assert told.startswith("FAIL top_1")


def test_table_writes_and_checks(tmp_path: Path, finished: RunFolder) -> None:
    results = tmp_path / "results"
    page = tmp_path / "README.md"
    page.write_text("<!-- figures -->\n<!-- /figures -->\n")
    code, told, _ = call("table", "--commit", finished.root, "--results", results)
    assert code == 0
    assert (results / "small.json").exists()
    code, told, _ = call("table", "--check", page, "--results", results)
    assert code == 1
    assert "differs from the figures" in told
    assert "written" in call("table", "--write", page, "--results", results)[1]
    assert "up to date" in call("table", "--write", page, "--results", results)[1]
    assert call("table", "--check", page, "--results", results)[0] == 0
    commit(finished, results)
    assert "| Tasnif |" in call("table", "--results", results)[1]
