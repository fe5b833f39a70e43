"""Each format comes back as it was, and can be turned into each other."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.api.catalogue.conftest import Runner


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Produits"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "Coopérative — catalogue"
    sheet["A1"].font = Font(bold=True, size=16)
    rows = [
        ("Réf", "Désignation", "Prix", "Total"),
        ("00012", "tapis noué en laine", 900, "=C4*2"),
        (None, None, None, None),
        ("00013", "clay tagine", 60, "=C6*2"),
        ("00014", '=HYPERLINK("x")', 60, datetime.date(2026, 3, 2)),
    ]
    for number, cells in enumerate(rows, 3):
        for column, value in enumerate(cells, 1):
            sheet.cell(number, column, value)
    sheet.column_dimensions["B"].width = 44
    other = made.create_sheet("Adresses")
    other["B1"] = "00212"
    path = tmp_path / "in.xlsx"
    made.save(path)
    return path


def test_a_workbook_keeps_its_sheets_formulas_and_widths(book: Path, runner: Runner) -> None:
    out = book.with_name("out.xlsx")
    report = runner(book, out)
    found = load_workbook(out)
    sheet = found["Produits"]
    assert sheet["A1"].font.size == 16
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert (sheet["A4"].value, sheet["D4"].value) == ("00012", "=C4*2")
    assert sheet["D7"].value == datetime.datetime(2026, 3, 2)
    assert sheet.column_dimensions["B"].width == 44
    assert found["Adresses"]["B1"].value == "00212"
    assert [sheet.cell(row, 5).value for row in (3, 4, 5, 6)] == [
        "hs_code", "570110", None, "691200"
    ]  # fmt: skip
    assert sheet["E4"].data_type == "s"
    assert report.columns == ("Désignation",)


def test_the_review_is_sorted_shaded_and_can_be_decided_in(book: Path, runner: Runner) -> None:
    out = book.with_name("out.xlsx")
    runner(book, out)
    found = load_workbook(out)
    review = found["Review"]
    chances = [review.cell(row, 5).value or 0 for row in range(2, review.max_row + 1)]
    assert chances == sorted(chances)
    assert review.freeze_panes == "D2"
    assert review.auto_filter.ref == "A1:N4"
    lists = {str(rule.sqref): rule.formula1 for rule in review.data_validations.dataValidation}
    assert lists == {"C2:C4": "=$J2:$N2", "D2:D4": '"accepted"'}
    assert review.conditional_formatting
    assert found["Summary"]._charts
    assert found["_tasnif"].sheet_state == "hidden"
    for row in range(2, review.max_row + 1):
        assert review.cell(row, 3).data_type in {"s", "n"}
        assert review.cell(row, 2).data_type != "f"


def test_the_review_reads_from_the_right_in_arabic(book: Path, small_classifier: object) -> None:
    from api.catalogue.answering import Answering
    from api.catalogue.run import Job, run

    out = book.with_name("ar.xlsx")
    run(Job(book, out), Answering(small_classifier, "ar"))  # type: ignore[arg-type]
    found = load_workbook(out)
    assert found["للمراجعة"].sheet_view.rightToLeft
    assert found["ملخص"].sheet_view.rightToLeft


def test_parquet_keeps_its_types(tmp_path: Path, runner: Runner) -> None:
    table = pa.table(
        {
            "id": pa.array(["007", None], pa.string()),
            "product name": ["clay tagine", "kilim"],
            "price": pa.array([1.5, None], pa.float32()),
            "day": pa.array([datetime.date(2026, 1, 2)] * 2, pa.date32()),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    runner(tmp_path / "in.parquet", tmp_path / "out.parquet")
    back = pq.read_table(tmp_path / "out.parquet")
    assert back.select(table.column_names).equals(table)
    assert back["hs_code"].to_pylist() == ["691200", "570210"]
    assert back.schema.field("hs_probability").type == pa.float64()


def test_json_lines_keep_their_text(tmp_path: Path, runner: Runner) -> None:
    lines = [
        '{"id": 1.0, "product name": "clay tagine", "n": 12345678901234567890}',
        "{not json",
        '{"product name":"kilim","tags":["a","b"]}',
        "[1, 2]",
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    report = runner(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    out = (tmp_path / "out.jsonl").read_text().splitlines()
    assert out[0].startswith(lines[0][:-1])
    assert [json.loads(line).get("hs_code") for line in out] == ["691200", None, "570210", None]
    assert json.loads(out[1])["line"] == "{not json"
    assert report.failed == 2


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "parquet", "jsonl"])
@pytest.mark.parametrize("start", ["csv", "xlsx", "parquet", "jsonl"])
def test_any_format_into_any_other(tmp_path: Path, runner: Runner, start: str, ending: str) -> None:
    first = tmp_path / "first.csv"
    first.write_text("ref,product name\n007,clay tagine\n008,=kilim\n")
    source = first
    if start != "csv":
        source = tmp_path / f"in.{start}"
        runner(first, source)
    out = tmp_path / f"out.{ending}"
    report = runner(source, out, columns=("product name",))
    assert report.rows == 2
    back = tmp_path / "back.jsonl"
    runner(out, back, columns=("product name",))
    found = [json.loads(line) for line in back.read_text().splitlines()]
    assert [row["ref"] for row in found] == ["007", "008"]
    assert found[0]["hs_code"] == "691200"


def test_the_rows_to_come_are_known_for_the_bar(tmp_path: Path) -> None:
    from api.catalogue.opening import open_source

    csv = tmp_path / "in.csv"
    csv.write_text("Catalogue\nref,product name\n1,kilim\n2,rug")
    assert open_source(csv).count() == 2
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"product name": "kilim"}\n{"product name": "rug"}\n')
    assert open_source(lines).count() == 2
