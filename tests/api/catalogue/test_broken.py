"""Broken files get one clear sentence, and leave nothing behind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from api.catalogue.errors import CatalogueError
from tests.api.catalogue.conftest import Runner


def truncated(path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["product name"])
    book.save(path)
    path.write_bytes(path.read_bytes()[:-400])


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)


def protected(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)


def other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")


def half_a_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
        archive.writestr("[Content_Types].xml", "<Types")


def wide(path: Path) -> None:
    path.write_text(",".join(f"c{n}" for n in range(10_000)) + "\n" + "x," * 9_999 + "y\n")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("t.xlsx", truncated, "open and save it again"),
        ("b.xlsx", bomb, "unpacks to far more"),
        ("p.xlsx", protected, "password"),
        ("o.xlsx", other_archive, "no workbook"),
        ("h.xlsx", half_a_workbook, "damaged"),
        ("w.csv", wide, "10000 columns"),
        ("n.csv", lambda path: path.write_bytes(b"name\nru\x00g\n"), "NUL byte in line 2"),
        ("e.csv", lambda path: path.write_bytes(b""), "is empty"),
        ("s.csv", lambda path: path.write_bytes(b"\n\n \n"), "no row with cells"),
        ("d.csv", lambda path: path.mkdir(), "is a folder"),
        ("x.parquet", lambda path: path.write_bytes(b"PAR1 but no"), "no Parquet"),
        ("j.jsonl", lambda path: path.write_bytes(b"nothing\n"), "no JSON object"),
        ("f.xls", lambda path: path.write_bytes(b"x"), "save it as .xlsx"),
        ("f.pdf", lambda path: path.write_bytes(b"x"), "those read are"),
        ("numbers.csv", lambda path: path.write_bytes(b"a,b\n1,2\n"), "--columns"),
    ],
)
def test_broken_files(
    tmp_path: Path, runner: Runner, name: str, make: Callable[[Path], object], told: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    make(folder / name)
    before = sorted(folder.iterdir())
    with pytest.raises(CatalogueError, match=told) as caught:
        runner(folder / name, folder / "out.csv")
    assert "\n" not in str(caught.value)
    assert sorted(folder.iterdir()) == before


def test_a_missing_file_and_a_result_over_its_source(tmp_path: Path, runner: Runner) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        runner(tmp_path / "none.csv", tmp_path / "out.csv")
    path = tmp_path / "in.csv"
    path.write_text("product name\nkilim\n")
    with pytest.raises(CatalogueError, match="another name"):
        runner(path, path)
    assert path.read_text() == "product name\nkilim\n"


def test_more_rows_than_allowed(tmp_path: Path, runner: Runner) -> None:
    path = tmp_path / "in.csv"
    path.write_text("product name\n" + "kilim\n" * 20)
    with pytest.raises(CatalogueError, match="more than 10 rows"):
        runner(path, tmp_path / "out.csv", most_rows=10)
    assert not (tmp_path / "out.csv").exists()
