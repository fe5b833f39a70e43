from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.catalogue.delimited import DelimitedSource, guarded
from api.catalogue.errors import CatalogueError
from tests.api.catalogue.conftest import Runner

CELL = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x85\u2028\u2029"),
    max_size=20,
)


def read(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_every_row_comes_back_letter_by_letter_with_its_code(
    tmp_path: Path, runner: Runner
) -> None:
    body = ['00012;"knotted wool; carpet";"1,50"', "00013;clay tagine;3", '00014;"a ""b""";']
    source = tmp_path / "in.csv"
    source.write_text("\r\n".join(["Ref;Name;Price", *body]) + "\r\n", encoding="utf-8")
    report = runner(source, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.startswith(old + ";") for old, line in zip(body, lines[1:], strict=True)] == [
        True
    ] * 3
    rows = read(tmp_path / "out.csv", ";")
    assert rows[0][:4] == ["Ref", "Name", "Price", "hs_code"]
    assert [row[3] for row in rows[1:3]] == ["570110", "691200"]
    assert report.rows == 3
    assert not (tmp_path / ".out.csv.tasnif").exists()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_cells_are_never_changed_unless_they_could_be_run(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory, runner: Runner
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("ref", "product name"), ("1", "wool carpet"), *rows])
    runner(folder / "in.csv", folder / "out.csv")
    back = read(folder / "out.csv")
    kept = [row for row in rows if any(row)]
    found = [row[:2] for row in back[2:] if any(row[:2])]
    assert found == [[guarded(cell) for cell in row] for row in kept]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|x", "-2+3+cmd", "\t=1"])
def test_what_could_be_run_is_marked_as_text(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "+212 600 000 000", "-1,50", "rug", "2026-01-02", "-10%"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_bad_row_costs_no_other(tmp_path: Path, runner: Runner) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(
        b"ref,product name\n1,clay tagine\n2,a,b,c\n3,wool \xff carpet\n4\n5,kilim\n"
        + b"6,caf\xc3\xa9\n"
    )
    # One stray byte would make the whole file Windows-1252; the sample decides, so a mark.
    source.write_bytes(b"\xef\xbb\xbf" + source.read_bytes())
    report = runner(source, tmp_path / "out.csv")
    rows = read_bytes(tmp_path / "out.csv")
    error = rows[0].index("hs_error")
    assert (report.rows, report.failed) == (6, 3)
    assert rows[1][2] == "691200"
    assert rows[2][error] == "the row has 4 cells, the header 2"
    assert rows[2][-2:] == ["b", "c"]
    assert "not utf-8" in rows[3][error]
    assert rows[5][2] == "570210"


def read_bytes(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
    return list(csv.reader(text.splitlines(keepends=True)))


def test_windows_arabic_comes_back_as_utf8(tmp_path: Path, runner: Runner) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes("المنتج;المادة\nطاجين فخار;طين\nزربية;صوف\n".encode("cp1256"))
    report = runner(source, tmp_path / "out.csv")
    assert read(tmp_path / "out.csv", ";")[1][:3] == ["طاجين فخار", "طين", "691200"]
    assert report.columns == ("المنتج", "المادة")
    assert "cp1256" in report.notes[0]


def test_a_file_that_was_classified_before_gets_new_names(tmp_path: Path, runner: Runner) -> None:
    (tmp_path / "in.csv").write_text("product name\nclay tagine\n")
    runner(tmp_path / "in.csv", tmp_path / "one.csv")
    runner(tmp_path / "one.csv", tmp_path / "two.csv", columns=("product name",))
    header = read(tmp_path / "two.csv")[0]
    assert "hs_code" in header
    assert "hs_code_2" in header
    assert len(set(header)) == len(header)


def test_an_open_quotation_mark_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('ref,product name\n1,"' + "x\n" * 700_000)
    with pytest.raises(CatalogueError, match="quotation mark"):
        list(DelimitedSource(path).rows())
