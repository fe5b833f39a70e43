from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import RunError, SpecError
from eval.folder import RunFolder
from eval.readme import up_to_date, write
from eval.report.blocks import BLOCKS
from eval.summary import commit, committed

PAGE = "# Before\n\n<!-- figures -->\nold | table\n<!-- /figures -->\n\nAfter\n"


@pytest.fixture
def results(tmp_path: Path, finished: RunFolder) -> Path:
    commit(finished, tmp_path / "results")
    return tmp_path / "results"


def test_tables_are_generated_between_the_markers(tmp_path: Path, results: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(PAGE)
    told = committed(results)
    assert not up_to_date(page, told)
    assert write(page, told)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n<!-- figures -->\n\n| system | ours (8) | craft (5) |")
    assert text.endswith("<!-- /figures -->\n\nAfter\n")
    assert "old | table" not in text
    assert "| theirs | 37.5 / 37.5 |" in text
    assert "without term" not in text
    assert "| Tasnif |" in text
    assert "By language, ours:" in text
    assert "Darija, Latin letters" in text
    assert up_to_date(page, told)
    assert not write(page, told)


def test_a_figure_edited_by_hand_is_noticed(tmp_path: Path, results: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(PAGE)
    write(page, committed(results))
    page.write_text(page.read_text(encoding="utf-8").replace("37.5 /", "73.5 /"), encoding="utf-8")
    assert not up_to_date(page, committed(results))


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_every_block_can_stand_alone(tmp_path: Path, results: Path, block: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"<!-- {block} -->\n<!-- /{block} -->\n")
    write(page, committed(results))
    assert up_to_date(page, committed(results))


def test_ablations_stand_beside_the_whole(tmp_path: Path, results: Path) -> None:
    lines = BLOCKS["ablations"](committed(results))
    assert [line.split(" |")[0] for line in lines[2:]] == ["| tasnif", "| without term"]


def test_what_is_missing_is_said(tmp_path: Path, results: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("no markers")
    with pytest.raises(SpecError, match="has no markers"):
        write(page, committed(results))
    with pytest.raises(SpecError, match="cannot be read"):
        write(tmp_path / "none.md", committed(results))
    with pytest.raises(SpecError, match="no committed figures"):
        committed(tmp_path / "none")
    (results / "other.json").write_text("{}")
    with pytest.raises(RunError, match="holds no committed figures"):
        committed(results)


def test_committed_figures_are_the_same_bytes_and_small(
    tmp_path: Path, finished: RunFolder
) -> None:
    one = commit(finished, tmp_path / "a").read_bytes()
    assert one == commit(finished, tmp_path / "b").read_bytes()
    assert len(one) < 60_000
    assert b"curve" not in one
