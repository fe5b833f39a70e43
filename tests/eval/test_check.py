from __future__ import annotations

from pathlib import Path

import pytest

from classifier import Classifier
from eval.check import THRESHOLDS, check, read_thresholds, subset
from eval.errors import SpecError
from tests.eval.helpers import write_cases


def written(folder: Path, text: str) -> Path:
    write_cases(folder / "cases.csv")
    path = folder / "thresholds.toml"
    path.write_text('dataset = "cases.csv"\ncases = 11\n' + text)
    return path


def test_floors_and_ceilings_are_held_to(tmp_path: Path, small_classifier: Classifier) -> None:
    path = written(
        tmp_path,
        "[floors]\ntop_1 = 0.5\ntop_5 = 1.01\n[ceilings]\ndistance = 0.9\n"
        "[language_floors]\nfr = 1.0\n",
    )
    found = check(read_thresholds(path), tmp_path, lambda: small_classifier)
    assert [(one.name, one.held) for one in found] == [
        ("top_1", True),
        ("top_5", False),
        ("distance", True),
        ("top_1 fr", True),
    ]


def test_the_subset_is_seeded_and_in_order() -> None:
    from eval.cases import Case

    cases = tuple(Case(f"{n:03}", "en", "", (), "s", "strong") for n in range(100))
    one = subset(cases, 10, 1)
    assert one == subset(cases, 10, 1) != subset(cases, 10, 2)
    assert [case.id for case in one] == sorted(case.id for case in one)
    assert subset(cases, 500, 1) == list(cases)


def test_the_shipped_floors_are_of_figures_that_there_are() -> None:
    told = read_thresholds()
    assert (THRESHOLDS.parent / told.dataset).exists()
    assert told.cases <= 400
    assert all(0 < bound < 1 for bound in (*told.floors.values(), *told.language_floors.values()))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[floors]\nmagic = 1.0\n", "no figure 'magic'; use top_1"),
        ("floor = 1\n", "floor"),
        ("[floors]\ntop_1 = 'high'\n", r"floors\.top_1"),
    ],
)
def test_floors_that_cannot_be_held_to_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SpecError, match=message):
        read_thresholds(written(tmp_path, text))


def test_a_language_without_cases_has_no_floor(
    tmp_path: Path, small_classifier: Classifier
) -> None:
    path = written(tmp_path, "[floors]\n[language_floors]\nar = 0.5\n")
    with pytest.raises(SpecError, match="no case in 'ar'"):
        check(read_thresholds(path), tmp_path, lambda: small_classifier)
