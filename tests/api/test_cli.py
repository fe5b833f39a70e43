"""The command line as a person runs it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hs_data import __version__


def tasnif(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        input=stdin,
        capture_output=True,
        timeout=600,
        check=False,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **(env or {})},
    )


def lines(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_version() -> None:
    result = tasnif("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"tasnif {__version__}\n")


@pytest.mark.parametrize(
    "command",
    [
        (), ("classify",), ("code",), ("data",), ("data", "check"), ("data", "manifest"),
        ("index",), ("index", "build"), ("index", "info"), ("eval",),
        ("decisions",), ("decisions", "add"), ("decisions", "list"), ("decisions", "conflicts"),
        ("decisions", "export"), ("decisions", "import"),
    ],
)  # fmt: skip
def test_every_command_has_help(command: tuple[str, ...]) -> None:
    result = tasnif(*command, "--help")
    assert result.returncode == 0
    assert "Usage: " in result.stdout.decode()


def test_the_main_job() -> None:
    result = tasnif("classify", "hand-knotted wool carpet from the Atlas")
    assert result.returncode == 0, result.stderr.decode()
    page = result.stdout.decode()
    assert "5701.10" in page
    assert "Customs decide" in page


def test_json_lines_in_the_language_asked_for() -> None:
    result = tasnif("classify", "--json", "--lang", "fr", "--top", "2", "zerbia", "bonjour")
    assert result.returncode == 1, "one of the two texts is not goods"
    rug, greeting = lines(result)
    assert rug["language"] == "fr"
    suggestions = rug["suggestions"]
    assert isinstance(suggestions, list)
    assert len(suggestions) == 2
    assert all(isinstance(s["code"], str) and len(s["code"]) == 6 for s in suggestions)
    assert (greeting["status"], greeting["suggestions"]) == ("not_goods", [])


def test_standard_input_is_lines_and_bad_bytes_cost_no_other_line() -> None:
    result = tasnif(
        "classify", "--json", "-", stdin="طاجين\n\n".encode() + b"th\xe9i\xe8re en argent\nkilim\n"
    )
    assert [row["query"] for row in lines(result)] == ["طاجين", "th�i�re en argent", "kilim"]
    assert "line 3 of the input is not UTF-8" in result.stderr.decode()


def test_nothing_to_classify_is_wrong_usage() -> None:
    result = tasnif("classify", "-")
    assert result.returncode == 2
    assert "nothing to classify" in result.stderr.decode()


def test_code_shows_path_and_neighbours() -> None:
    result = tasnif("code", "5701.10", "--lang", "es")
    page = result.stdout.decode()
    assert result.returncode == 0
    assert page.index("XI ") < page.index("57 ") < page.index("5701 ") < page.index("5701.10 ")
    assert "5701.90" in page


def test_code_as_json() -> None:
    (told,) = lines(tasnif("code", "0101", "--json"))
    assert told["code"] == "0101"
    children = told["children"]
    assert isinstance(children, list)
    assert [child["code"] for child in children] == ["010121", "010129", "010130", "010190"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("code", "999999"), "HS 2022 has no code 999999"),
        (("code", "rug"), "'rug' is not an HS code"),
        (("eval", "/no/such.csv"), "cannot be read"),
        (("eval", "/no/such.csv", "--systems", "magic"), "There is no system 'magic'"),
        (("data", "check", "--reference", "/no/such.csv"), "no reference file"),
    ],
)
def test_errors_are_one_line_and_exit_with_two(arguments: tuple[str, ...], message: str) -> None:
    result = tasnif(*arguments)
    told = result.stderr.decode()
    assert result.returncode == 2
    assert message in told
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1


def test_an_unknown_model_is_one_line(tmp_path: Path) -> None:
    result = tasnif("classify", "rug", env={"TASNIF_ENCODER": str(tmp_path), "HF_HUB_OFFLINE": "1"})
    assert result.returncode == 2
    assert "holds no model" in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


def test_index_info_tells_of_the_built_index(tmp_path: Path) -> None:
    tasnif("index", "build")
    told = tasnif("index", "info")
    assert told.returncode == 0
    assert "state    ready" in told.stdout.decode()
    absent = tasnif("index", "info", env={"TASNIF_CACHE": str(tmp_path)})
    assert absent.returncode == 1
    assert "not built yet" in absent.stdout.decode()


def test_eval_prints_and_writes_every_system(tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text("id,lang,text,codes\n1,en,Beni Ourain rug,570110\n2,fr,théière,732393\n")
    out = tmp_path / "out.json"
    result = tasnif("eval", str(cases), "--out", str(out))
    assert result.returncode == 0, result.stderr.decode()
    for system in ("tasnif", "bm25", "minilm", "fuzzy"):
        assert system in result.stdout.decode()
    written = json.loads(out.read_text(encoding="utf-8"))
    assert [s["system"] for s in written["systems"]] == ["tasnif", "bm25", "minilm", "fuzzy"]
    assert written["goods"] == 2
