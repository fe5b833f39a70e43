from __future__ import annotations

from pathlib import Path

import pytest

from eval.cases import read_cases, read_code
from eval.errors import CaseError
from hs_data import UnknownCodeError, nomenclature

DEVELOPMENT = Path(__file__).parents[2] / "eval" / "cases" / "development.csv"


@pytest.mark.parametrize(
    ("written", "digits"),
    [("5701.10.40.00", "570110"), ("570110", "570110"), ("0101 21", "010121")],
)
def test_codes_are_cut_to_the_subheading(written: str, digits: str) -> None:
    assert read_code(written).digits == digits


@pytest.mark.parametrize("written", ["5701", "57011x", ""])
def test_a_short_or_odd_code_is_refused(written: str) -> None:
    with pytest.raises(UnknownCodeError):
        read_code(written)


def test_a_bad_row_costs_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(
        'text,hs6\nrug,570110|570210\n"mug, blue",banana\nnothing,\n', encoding="utf-8-sig"
    )
    file = read_cases(path, code_column="hs6")
    assert [case.text for case in file.cases] == ["rug", "nothing"]
    assert [code.digits for code in file.cases[0].codes] == ["570110", "570210"]
    assert file.goods == file.cases[:1]
    assert len(file.unreadable) == 1
    assert file.unreadable[0].startswith("2: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"text,code\n", "no column 'codes'; its columns are: text, code"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"", "its columns are: none"),
    ],
)
def test_a_file_that_is_not_cases_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    with pytest.raises(CaseError, match=message):
        read_cases(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read: No such file"):
        read_cases(tmp_path / "none.csv")


def test_the_development_cases_are_what_the_datasheet_says() -> None:
    file = read_cases(DEVELOPMENT)
    tree = nomenclature()
    assert file.unreadable == ()
    assert len({case.id for case in file.cases}) == len(file.cases) >= 1000
    for case in file.cases:
        assert case.quality in {"strong", "medium", "weak"}, case.id
        assert case.lang in {"en", "fr", "ar", "ary", "ary-latn", "es"}, case.id
        assert all(code in tree for code in case.codes), case.id
    chapters = {code.chapter for case in file.cases for code in case.codes}
    assert len(chapters) >= 80
    crafts = [case for case in file.cases if case.id.startswith("c")]
    assert len(crafts) >= 0.6 * len(file.cases)
