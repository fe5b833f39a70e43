from __future__ import annotations

from pathlib import Path

import pytest

from classifier import Classifier
from eval.compare import compare, primary_of
from eval.errors import RunError
from eval.folder import RunFolder
from eval.report import compared
from tests.eval.helpers import small_run, small_spec


def test_a_run_does_not_differ_from_itself(finished: RunFolder) -> None:
    [told] = compare(finished, finished)
    assert (told.before, told.after) == ("tasnif", "tasnif")
    assert told.better == told.worse == ()
    assert told.pair.p == told.pair.mrr_p == 1.0
    assert compared.verdict(told).startswith("No difference beyond chance")


def test_flips_are_told_case_by_case(finished: RunFolder) -> None:
    [told] = compare(finished, finished, "theirs", "tasnif")
    assert {flip.id for flip in told.better} >= {"a", "i", "k"}
    flip = next(flip for flip in told.better if flip.id == "a")
    assert (flip.before, flip.after) != (None, None)
    assert flip.before is not None
    assert flip.before.digits == "570190"
    assert told.pair.only_first == len(told.better)
    assert told.pair.only_second == len(told.worse)
    [back] = compare(finished, finished, "tasnif", "theirs")
    assert back.worse[0].id == told.better[0].id
    assert back.pair.difference.value == -told.pair.difference.value


def test_only_cases_that_are_the_same_are_compared(
    finished: RunFolder, tmp_path: Path, small_classifier: Classifier
) -> None:
    from eval.run import resolver, run

    spec = small_spec(robustness=None)
    other = small_run(tmp_path, tmp_path / "run", small_classifier, spec)
    cases = tmp_path / "cases.csv"
    changed = cases.read_text(encoding="utf-8").replace("kilim", "red kilim")
    cases.write_text("".join(changed.splitlines(keepends=True)[:-2]), encoding="utf-8")
    run(spec, resolver(tmp_path / "s", None), other.root, load=lambda encoder: small_classifier)
    [told] = compare(finished, other)
    assert (told.cases, told.left_out) == (6, 2)


def test_the_markdown_holds_flips_and_no_markup(finished: RunFolder) -> None:
    text = compared.as_markdown(compare(finished, finished, "theirs", "tasnif"))
    assert "### Better (" in text
    assert "<script>" not in text
    assert "| 6 digits |" in text


def test_runs_with_nothing_in_common_are_refused(
    finished: RunFolder, tmp_path: Path, small_classifier: Classifier
) -> None:
    spec = small_spec(
        datasets=[{"name": "other", "path": "cases.csv"}],
        robustness=None,
        systems=[{"kind": "file", "name": "theirs", "path": "theirs.csv"}],
    )
    other = small_run(tmp_path, tmp_path / "run", small_classifier, spec)
    assert primary_of(other) == "theirs"
    with pytest.raises(RunError, match="no dataset in common"):
        compare(finished, other)
    with pytest.raises(RunError, match="no predictions of 'magic' for 'ours'"):
        compare(finished, finished, "magic")
    with pytest.raises(RunError, match="holds no finished run"):
        compare(finished, RunFolder(tmp_path / "none"))
