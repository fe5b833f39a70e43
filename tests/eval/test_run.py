from __future__ import annotations

import json
from pathlib import Path

import pytest

from classifier import Classifier
from eval.errors import CaseError, RunError, SpecError
from eval.folder import RunFolder
from eval.run import resolver, run
from eval.systems.tasnif import TasnifSystem
from tests.eval.helpers import CASES, small_run, small_spec, write_cases

SAME = ("run.json", "figures.json", "keys.json")


def same_bytes(one: RunFolder, other: RunFolder) -> bool:
    names = [p.relative_to(one.root) for p in sorted(one.root.rglob("*")) if p.is_file()]
    others = [p.relative_to(other.root) for p in sorted(other.root.rglob("*")) if p.is_file()]
    assert names == others
    return all(
        (one.root / name).read_bytes() == (other.root / name).read_bytes()
        for name in names
        if name.name != "timings.json"
    )


def test_a_run_says_what_it_measured(finished: RunFolder) -> None:
    told = finished.read(finished.run)
    [about] = told["datasets"]
    assert (about["rows"], about["goods"], about["not_goods"]) == (11, 8, 1)
    assert about["unreadable"][0].startswith("g: ")
    assert about["not_in_edition"] == ["h: 851712 is not in HS 2022"]
    assert len(about["file_sha256"]) == 64
    assert {"software", "data", "code", "python", "numpy"} <= told["versions"].keys()
    assert [one["name"] for one in told["systems"]] == ["tasnif", "without term", "theirs"]
    figures = finished.read(finished.figures)["datasets"]["ours"]
    theirs = figures["systems"]["theirs"]
    assert theirs["top"]["6"]["1"]["value"] == 3 / 8
    assert theirs["calibration"] is None
    assert figures["systems"]["tasnif"]["calibration"]["bins"]
    assert [pair["second"] for pair in figures["pairs"]] == ["without term", "theirs"]
    robustness = figures["systems"]["tasnif"]["robustness"]
    assert robustness["typos"]["cases"] == 7  # the hostile text has no word to slip in
    assert robustness["arabizi"]["cases"] <= 2  # two texts are Darija in Latin letters
    lines = finished.predictions("ours", "tasnif").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [
        case[0] for case in CASES if case[0] not in "gh"
    ]
    costs = finished.read(finished.timings)["systems"]
    assert costs["tasnif"]["texts_per_second"] > 0
    assert costs["theirs"]["texts_per_second"] == 0


def test_the_same_seed_gives_the_same_bytes(
    finished: RunFolder, tmp_path: Path, small_classifier: Classifier
) -> None:
    again = small_run(tmp_path, tmp_path / "run", small_classifier)
    assert same_bytes(finished, again)


def test_a_run_is_taken_up_again(
    finished: RunFolder,
    tmp_path: Path,
    small_classifier: Classifier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = small_run(tmp_path, tmp_path / "run", small_classifier)
    before = folder.read(folder.timings)
    (folder.root / "figures.json").unlink()
    monkeypatch.setattr(TasnifSystem, "rank", None)  # nothing is left to rank
    small_run(tmp_path, tmp_path / "run", small_classifier)
    assert same_bytes(finished, folder)
    assert folder.read(folder.timings)["systems"]["tasnif"] == before["systems"]["tasnif"]


def test_changed_cases_are_answered_again(tmp_path: Path, small_classifier: Classifier) -> None:
    spec = small_spec(robustness=None, systems=[{"kind": "tasnif"}])
    folder = small_run(tmp_path, tmp_path / "run", small_classifier, spec)
    key = folder.key(folder.predictions("ours", "tasnif"))
    cases = tmp_path / "cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8").replace("kilim", "wool kilim"))
    run(spec, resolver(tmp_path / "s", None), folder.root, load=lambda encoder: small_classifier)
    assert folder.key(folder.predictions("ours", "tasnif")) != key
    assert any(case.text == "wool kilim" for case in folder.read_cases("ours"))


@pytest.mark.parametrize(
    ("more", "error", "message"),
    [
        ({"robustness": {"systems": ["magic"]}}, SpecError, "names 'magic', which is none of"),
        ({"oracle": {"systems": ["theirs"]}}, SpecError, "names 'theirs', which is no Tasnif"),
        (
            {"datasets": [{"name": "d", "path": "none.csv", "optional": True}]},
            CaseError,
            r"No dataset is at hand: d: none\.csv is not at hand",
        ),
        ({"datasets": [{"name": "d", "path": "none.csv"}]}, CaseError, "cannot be read"),
        (
            {"datasets": [{"name": "d", "path": "cases.csv", "quality": ["weak"]}]},
            CaseError,
            "holds no case with a code",
        ),
    ],
)
def test_what_cannot_be_run_is_said(
    tmp_path: Path,
    small_classifier: Classifier,
    more: dict[str, object],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        small_run(tmp_path, tmp_path / "run", small_classifier, small_spec(**more))


def test_what_is_optional_is_left_out_and_told(
    tmp_path: Path, small_classifier: Classifier
) -> None:
    datasets = [
        {"name": "ours", "path": "cases.csv"},
        {"name": "far", "path": "none.csv", "optional": True},
    ]
    spec = small_spec(datasets=datasets, robustness=None, systems=[{"kind": "bm25"}])
    folder = small_run(tmp_path, tmp_path / "run", small_classifier, spec)
    assert folder.read(folder.run)["skipped"] == ["far: none.csv is not at hand"]


def test_paths_lie_beside_the_specification_or_with_the_data(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.csv")
    data = tmp_path / "data"
    resolve = resolver(tmp_path / "spec.toml", data)
    assert resolve("cases.csv") == tmp_path / "cases.csv"
    assert resolve("other.csv") == data / "other.csv"
    assert resolver(tmp_path / "spec.toml", None)("other.csv") == tmp_path / "other.csv"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, small_classifier: Classifier) -> None:
    (tmp_path / "run").write_text("a file")
    with pytest.raises(RunError, match="cannot be made"):
        small_run(tmp_path, tmp_path / "run", small_classifier)
