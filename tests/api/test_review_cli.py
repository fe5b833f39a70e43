"""From a catalogue to a review, to decisions, to the next catalogue: as an agent does it."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.api.test_cli import tasnif


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"TASNIF_DATABASE": f"sqlite:///{tmp_path / 'decisions.sqlite'}"}


def test_what_was_decided_is_reused_in_the_next_catalogue(
    tmp_path: Path, env: dict[str, str]
) -> None:
    source = tmp_path / "in.csv"
    goods = ["hand-knotted wool carpet", "clay tagine", "saffron threads 1 g jar", "@"]
    source.write_text("ref,product name\n" + "".join(f"0{n},{g}\n" for n, g in enumerate(goods)))
    review = tmp_path / "review.xlsx"
    first = tasnif(
        "catalogue", str(source), str(tmp_path / "one.csv"), "--review", str(review), env=env
    )
    assert first.returncode == 1, first.stderr.decode()
    assert "1 rows could not be read" in first.stderr.decode()

    book = load_workbook(review)
    sheet = book["Review"]
    rows = {sheet.cell(row, 2).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(rows["clay tagine"], 3).value = "6913.90"
    sheet.cell(rows["hand-knotted wool carpet"], 4).value = "accepted"
    sheet.cell(rows["saffron threads 1 g jar"], 3).value = "9999.99"
    book.save(review)
    told = tasnif("review", "import", str(review), "--who", "agent-1", env=env)
    assert told.returncode == 1
    assert "2 decisions remembered: 1 accepted, 1 corrected." in told.stderr.decode()
    assert "9999" in told.stderr.decode()
    again = tasnif("review", "import", str(review), "--who", "agent-1", env=env)
    assert "decisions remembered" in again.stderr.decode()
    kept = [json.loads(x) for x in tasnif("decisions", "export", env=env).stdout.splitlines()]
    assert sorted((d["code"], d["judgement"]) for d in kept) == [
        ("570110", "accepted"), ("691390", "corrected")
    ]  # fmt: skip

    source.write_text("product name\nCLAY  tagine\nclay tagines\n")
    tasnif("catalogue", str(source), str(tmp_path / "two.csv"), env=env)
    with (tmp_path / "two.csv").open(encoding="utf-8-sig", newline="") as file:
        same, near = csv.DictReader(file)
    assert (same["hs_code"], same["hs_outcome"]) == ("691390", "decided")
    assert same["hs_reason"].startswith("Decided by agent-1 on ")
    assert near["hs_outcome"] != "decided"
    assert near["hs_precedent"].startswith("691390 · clay tagine")


def test_a_catalogue_goes_on_without_its_database(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("product name\nclay tagine\n")
    broken = {"TASNIF_DATABASE": f"sqlite:///{tmp_path / 'none' / 'there' / 'd.sqlite'}"}
    os.chmod(tmp_path, 0o755)  # noqa: PTH101
    (tmp_path / "none").write_text("a file, not a folder")
    result = tasnif("catalogue", str(tmp_path / "in.csv"), env=broken)
    assert result.returncode == 0, result.stderr.decode()
    assert "Without earlier decisions" in result.stderr.decode()
    assert (tmp_path / "in-hs.csv").exists()


def test_a_workbook_that_is_no_review(tmp_path: Path, env: dict[str, str]) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "x.xlsx")
    result = tasnif("review", "import", str(tmp_path / "x.xlsx"), "--who", "a", env=env)
    assert result.returncode == 2
    assert "no review of Tasnif" in result.stderr.decode()
