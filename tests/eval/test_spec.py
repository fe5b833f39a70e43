from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import SpecError
from eval.spec import parse, read_spec, slug

DATASET = {"name": "d", "path": "cases.csv"}
SHIPPED = Path(__file__).parents[2] / "eval" / "specs" / "full.toml"


def spec(**more: object) -> dict[str, object]:
    return {"name": "s", "datasets": [DATASET], "systems": [{"kind": "bm25"}], **more}


def test_the_shipped_specification_is_of_our_cases() -> None:
    told = read_spec(SHIPPED)
    assert told.primary == "tasnif"
    assert all((SHIPPED.parent / dataset.path).exists() for dataset in told.datasets)


def test_a_dataset_becomes_a_source() -> None:
    told = parse(spec(datasets=[{**DATASET, "text": ["a", "b"], "code": "hs"}]), "x")
    source = told.datasets[0].source(Path("cases.csv"))
    assert (source.text, source.code, source.title) == (("a", "b"), "hs", "d")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (spec(systems=[]), "systems: Tuple should have at least 1 item"),
        (spec(systems=[{"kind": "magic"}]), r"systems\.0: .*'magic'"),
        (spec(systems=[{"kind": "bm25", "modle": "x"}]), r"modle: Extra inputs"),
        (spec(datasets=[{**DATASET, "adapter": "magic"}]), "no adapter 'magic'"),
        (spec(datasets=[DATASET, DATASET]), "two datasets are named 'd'"),
        (spec(robustness={"perturbations": ["magic"]}), "no perturbation 'magic'"),
        (spec(systems=[{"kind": "http", "name": "h", "url": "file:///etc"}]), r"url: "),
        (spec(name="../up"), "name: "),
    ],
)
def test_what_cannot_be_run_is_named_with_its_place(raw: dict[str, object], message: str) -> None:
    with pytest.raises(SpecError, match=message) as error:
        parse(raw, "spec.toml")
    assert str(error.value).startswith("spec.toml: ")
    assert "\n" not in str(error.value)


def test_files_that_are_no_specification(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="cannot be read: No such file"):
        read_spec(tmp_path / "none.toml")
    (tmp_path / "s.toml").write_text("name = ")
    with pytest.raises(SpecError, match="is not TOML"):
        read_spec(tmp_path / "s.toml")


def test_a_slug_is_one_part_of_a_path() -> None:
    assert slug("intfloat/e5 small") == "intfloat-e5-small"
