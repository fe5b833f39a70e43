"""`tasnif decisions` as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.decisions.made import made
from tests.api.test_cli import lines, tasnif


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"TASNIF_DATABASE": f"sqlite:///{tmp_path / 'd.sqlite3'}"}


def add(env: dict[str, str], text: str, code: str, *more: str) -> str:
    result = tasnif("decisions", "add", text, code, *more, env=env)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def test_add_and_list(env: dict[str, str]) -> None:
    told = add(env, "Tapis [red]Noué[/red]", "5701.10", "--who", "agent-1", "--suggested", "570110")
    assert told.startswith("accepted 5701.10 for 'tapis [red]noue[/red]'")
    assert "supersedes" in add(env, "tapis [red]noue[/red]", "570190", "--who", "agent-2")
    shown = tasnif("decisions", "list", env=env)
    page = shown.stdout.decode()
    assert page.index("5701.90") < page.index("5701.10")
    assert "[red]" in page
    assert "2 decisions in" in shown.stderr.decode()
    (only,) = lines(tasnif("decisions", "list", "--who", "agent-1", "--json", env=env))
    assert (only["code"], only["judgement"]) == ("570110", "accepted")
    one = tasnif("decisions", "list", "--limit", "1", "--since", "2020-01-01", env=env)
    assert "and more" in one.stderr.decode()


def test_conflicts_are_shown_and_told_by_the_exit_code(env: dict[str, str]) -> None:
    add(env, "rug", "570110", "--who", "agent-1")
    assert tasnif("decisions", "conflicts", env=env).returncode == 0
    add(env, "rug", "570190", "--who", "agent-2")
    told = tasnif("decisions", "conflicts", env=env)
    assert told.returncode == 1
    assert told.stdout.decode().splitlines()[0] == "rug"
    assert "5701.90" in told.stdout.decode()
    add(env, "rug", "570190", "--who", "agent-2", "--withdraw")
    assert tasnif("decisions", "conflicts", env=env).returncode == 0


def test_export_and_import(env: dict[str, str], tmp_path: Path) -> None:
    add(env, "زربية", "570110", "--who", "agent-1", "--note", "knotted")
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    assert tasnif("decisions", "export", str(out), env=env).returncode == 0
    printed = tasnif("decisions", "export", env=env).stdout
    assert out.read_bytes() == printed
    assert [path.name for path in tmp_path.iterdir() if ".out" in path.name] == []
    (line,) = printed.decode().splitlines()
    assert json.loads(line)["text"] == "زربية"
    other = {"TASNIF_DATABASE": f"sqlite:///{tmp_path / 'other.sqlite3'}"}
    told = tasnif("decisions", "import", str(out), env=other)
    assert (told.returncode, told.stdout) == (0, b"1 added, 0 there already, 0 bad lines\n")
    mixed = b"\xef\xbb\xbf" + printed + b'{"text": "th\xe9"}\nx\n' + printed
    again = tasnif("decisions", "import", "-", stdin=mixed, env=other)
    assert (again.returncode, again.stdout) == (1, b"0 added, 2 there already, 2 bad lines\n")
    assert "line 2: The line is not UTF-8." in again.stderr.decode()
    assert "line 3: The line is not JSON." in again.stderr.decode()
    assert tasnif("decisions", "export", env=other).stdout == printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "/no/such.jsonl"), "cannot be read"),
        (("export", "/no/such/out.jsonl"), "cannot be written"),
        (("add", "rug", "570111", "--who", "agent-1"), "no code 570111"),
        (("add", " ", "570110", "--who", "agent-1"), "needs a text"),
        (("list", "--code", "x"), "'x' is not an HS code"),
    ],
)
def test_errors_are_one_line(env: dict[str, str], arguments: tuple[str, ...], message: str) -> None:
    result = tasnif("decisions", *arguments, env=env)
    told = result.stderr.decode()
    assert result.returncode == 2
    assert message in told
    assert len(told.strip().splitlines()) == 1


def test_a_bad_address_is_one_line_without_its_password() -> None:
    env = {"TASNIF_DATABASE": "mysql://agent:p4ss@host/db"}
    result = tasnif("decisions", "list", env=env)
    assert result.returncode == 2
    assert "cannot use 'mysql'" in result.stderr.decode()
    assert b"p4ss" not in result.stderr + result.stdout


def test_a_long_import_keeps_up(env: dict[str, str], tmp_path: Path) -> None:
    from api.decisions.lines import to_line

    many = tmp_path / "many.jsonl"
    many.write_text("".join(to_line(made(f"rug {n}", at=n)) + "\n" for n in range(2000)))
    told = tasnif("decisions", "import", str(many), env=env)
    assert told.stdout == b"2000 added, 0 there already, 0 bad lines\n"


def test_other_commands_do_not_load_the_database_library() -> None:
    script = (
        "import sys, api.cli; sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
