from __future__ import annotations

from pathlib import Path

import pytest

from hs_data import DataError, Manifest
from hs_data.tables import read_table, write_table

COLUMNS = ("code", "en")


def test_what_is_written_reads_back_sorted(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "t.tsv"
    write_table(path, COLUMNS, [("02", "b"), ("01", "a\u2028b")])
    assert read_table(path, COLUMNS) == [("01", "a\u2028b"), ("02", "b")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"code\ten\n01\n", r"line 2: 1 cells where 2 belong"),
        (b"code\tfr\n", r"begins with"),
        (b"code\ten\n01\t\xff\n", r"not UTF-8"),
    ],
)
def test_a_broken_table_is_refused_in_words(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "t.tsv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_table(path, COLUMNS)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"t\.tsv is missing"):
        read_table(tmp_path / "t.tsv", COLUMNS)


def test_manifest_reads_back_and_follows_the_data(tables: Path) -> None:
    before = Manifest.measure(tables)
    before.save(tables)
    assert Manifest.load(tables) == before
    assert before.rows["terms"] == 10
    with (tables / "terms" / "57.tsv").open("a", encoding="utf-8") as file:
        file.write("570210\ten\tkelim\t\n")
    assert Manifest.measure(tables).checksum != before.checksum


def test_a_broken_manifest_is_refused(tables: Path) -> None:
    with pytest.raises(DataError, match="is missing"):
        Manifest.load(tables)
    (tables / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match="not a manifest"):
        Manifest.load(tables)
