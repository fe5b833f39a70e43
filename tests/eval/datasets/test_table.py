from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from eval.datasets import Source, read_dataset
from eval.errors import CaseError


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_a_bad_row_costs_no_other_row(tmp_path: Path) -> None:
    path = written(
        tmp_path / "cases.csv",
        'text,hs6\nrug,570110|570210\n"mug, blue",banana\nnothing,\n,570110\n',
    )
    file = read_dataset(Source(path, code="hs6"))
    assert [case.text for case in file.cases] == ["rug", "nothing"]
    assert [code.digits for code in file.cases[0].codes] == ["570110", "570210"]
    assert file.goods == file.cases[:1]
    assert [row.split(":")[0] for row in file.unreadable] == ["2", "4"]
    assert file.rows == 4


def test_codes_of_another_edition_are_counted_apart(tmp_path: Path) -> None:
    # 8517.12 (telephones for cellular networks) ended with HS 2017.
    path = written(tmp_path / "c.csv", "id,text,codes\na,phone,851712\nb,phone,851712|851713\n")
    file = read_dataset(Source(path))
    assert file.foreign == ("a: 851712 is not in HS 2022",)
    assert file.unreadable == ()
    assert [code.digits for code in file.cases[0].codes] == ["851713"]


def test_a_row_without_a_code_is_no_goods_only_in_our_own_cases(tmp_path: Path) -> None:
    path = written(tmp_path / "c.csv", "id,text,codes\na,hello,\n")
    assert len(read_dataset(Source(path)).not_goods) == 1
    assert read_dataset(Source(path, "table")).unreadable == ("a: it has no code",)


def test_ids_stand_once(tmp_path: Path) -> None:
    path = written(tmp_path / "c.csv", "id,text,codes\na,rug,570110\na,mug,691200\n")
    assert read_dataset(Source(path)).unreadable == ("a: its id stands twice",)


def test_columns_are_named(tmp_path: Path) -> None:
    path = written(
        tmp_path / "c.tsv", "nr\tlangue\ttitre\tdétail\tsh\n7\tfr\ttapis\tlaine\t5701 10 10\n"
    )
    source = Source(
        path, "table", "ours", text=("titre", "détail"), code="sh", id="nr", lang_column="langue"
    )
    [case] = read_dataset(source).cases
    assert (case.id, case.lang, case.text, case.source) == ("7", "fr", "tapis laine", "ours")


def test_a_workbook_is_read_with_its_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["text", "codes"], ["live horses", 10121], [None, None], ["rug", 5701.1]]:
        sheet.append(row)
    path = tmp_path / "cases.xlsx"
    book.save(path)
    file = read_dataset(Source(path))
    assert [case.codes[0].digits for case in file.cases] == ["010121", "570110"]


def test_json_lines_may_hold_lists_and_numbers(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "rug\u2028knotted", "codes": ["5701.10", 570210]}, ensure_ascii=False),
        "{broken",
        json.dumps({"text": "mug"}),
        json.dumps([1]),
    ]
    file = read_dataset(Source(written(tmp_path / "c.jsonl", "\n".join(lines))))
    assert [code.digits for code in file.cases[0].codes] == ["570110", "570210"]
    assert len(file.unreadable) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"text,code\n", "no column 'codes'; its columns are: text, code"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"", "its columns are: none"),
        (b"text,codes\n" + b'"' + b"x" * 200_000 + b'",570110\n', "not a table of values"),
    ],
)
def test_a_file_that_is_not_cases_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    with pytest.raises(CaseError, match=message):
        read_dataset(Source(path))


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="not an Excel workbook"):
        read_dataset(Source(written(tmp_path / "c.xlsx", "text,codes\n")))


@pytest.mark.parametrize("name", ["none.csv", "none.xlsx", "none.jsonl"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseError, match="cannot be read: No such file"):
        read_dataset(Source(tmp_path / name))


def test_an_unknown_adapter_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no adapter 'magic'; choose from cases, table"):
        read_dataset(Source(tmp_path, "magic"))
