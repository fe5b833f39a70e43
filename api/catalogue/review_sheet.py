"""The review workbook: what is least certain first, to be decided cell by cell."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from api.catalogue.answering import MOST_ALTERNATIVES, PLACE
from api.catalogue.errors import CatalogueError
from api.catalogue.files import WholeFile
from api.catalogue.report import Report, Reviewed
from api.catalogue.words import (
    ACCEPT,
    CANDIDATE,
    HEADINGS,
    LABELS,
    OUTCOMES,
    REVIEW,
    SUMMARY,
)
from hs_data import HSCode, Language, nomenclature

CODE_COLUMN: Final = 3
DECISION_COLUMN: Final = 4
HIDDEN: Final = "_tasnif"
"""A hidden sheet that says which sheet is the review, and by what it was made."""

_TEXT: Final = "@"
_BAND: Final = PatternFill("solid", fgColor="1F4E5F")
_BAR: Final = "1F4E5F"
_HEAD: Final = Font(bold=True, color="FFFFFF")
_YOURS: Final = PatternFill("solid", fgColor="FFF7DB")
_WIDTHS: Final = (7, 52, 12, 16, 10, 48, 16, 44, 60)
_ILLEGAL_IN_CELLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
_MOST_CHARACTERS: Final = 2_000
_WRAPPED: Final = (2, 6, 8, 9)
_FILLED: Final = 0.9
"""Characters that fit a line, as a share of a column's width."""
_LINE: Final = 15.0
_MOST_LINES: Final = 6


def safe(value: Any) -> Any:
    """A value that can stand in a cell: no control characters, no endless text."""
    if isinstance(value, str):
        return value.translate(_ILLEGAL_IN_CELLS)[:_MOST_CHARACTERS]
    return value


def put(cell: Cell, value: Any, text: bool = True) -> None:
    """Set a cell; what begins like a formula stays text, and codes keep their zeros."""
    cell.value = safe(value)
    if isinstance(value, str) and text:
        cell.data_type = "s"
        cell.number_format = _TEXT


def add_sheets(book: Any, report: Report, language: Language, versions: str) -> None:
    """Add the review and the summary to a workbook, and what an import needs to know."""
    review = book.create_sheet(_free_name(book, REVIEW[language]))
    _fill_review(review, report.review, language)
    summary = book.create_sheet(_free_name(book, SUMMARY[language]))
    _fill_summary(summary, report, language)
    hidden = book.create_sheet(_free_name(book, HIDDEN))
    hidden.sheet_state = "hidden"
    told = {"review": review.title, "language": language, "versions": versions}
    put(hidden["A1"], json.dumps(told, ensure_ascii=False))
    if language == "ar":
        review.sheet_view.rightToLeft = True
        summary.sheet_view.rightToLeft = True


def _free_name(book: Any, name: str) -> str:
    free, n = name, 2
    while free in book.sheetnames:
        free, n = f"{name} {n}", n + 1
    return free


def _print_wide(sheet: Any) -> None:
    """On paper: landscape, as many pages long as it takes, one wide, the header on each."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0


def _head(sheet: Any, row: int, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(row, column)
        put(cell, heading)
        cell.font, cell.fill = _HEAD, _BAND
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _fill_review(sheet: Any, rows: Sequence[Reviewed], language: Language) -> None:
    names = [f"{CANDIDATE[language]} {n}" for n in range(1, MOST_ALTERNATIVES + 2)]
    _head(sheet, 1, [*HEADINGS[language], *names])
    first_candidate = len(HEADINGS[language]) + 1
    for number, one in enumerate(rows, 2):
        held = one.values
        outcome = str(held[PLACE["hs_outcome"]])
        code = held[PLACE["hs_code"]]
        others = [held[PLACE[f"hs_alternative_{n}"]] for n in range(1, MOST_ALTERNATIVES + 1)]
        cells = [
            one.row, one.text, code, None, held[PLACE["hs_probability"]] or None,
            held[PLACE["hs_description"]], OUTCOMES.get(outcome, {}).get(language, outcome),
            held[PLACE["hs_question"]], held[PLACE["hs_error"]] or held[PLACE["hs_reason"]],
            code, *others,
        ]  # fmt: skip
        for column, value in enumerate(cells, 1):
            put(sheet.cell(number, column), value if value != "" else None)
        sheet.cell(number, 5).number_format = "0%"
        for column in (CODE_COLUMN, DECISION_COLUMN):
            sheet.cell(number, column).fill = _YOURS
            sheet.cell(number, column).number_format = _TEXT
        for column in range(1, len(cells) + 1):
            wraps = column in _WRAPPED
            sheet.cell(number, column).alignment = Alignment(wrap_text=wraps, vertical="top")
        # Programs that open the file do not all work heights out for themselves.
        lines = max(
            math.ceil(len(str(cells[column - 1] or "")) / (_WIDTHS[column - 1] * _FILLED))
            for column in _WRAPPED
        )
        sheet.row_dimensions[number].height = _LINE * min(max(lines, 1), _MOST_LINES)
    last = len(rows) + 1
    for column, width in enumerate((*_WIDTHS, *[10] * (MOST_ALTERNATIVES + 1)), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "D2"
    _print_wide(sheet)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(first_candidate + MOST_ALTERNATIVES)}{last}"
    if not rows:
        return
    # One rule for the whole column: each row's own candidates. Any other code can be typed.
    begin = get_column_letter(first_candidate)
    end = get_column_letter(first_candidate + MOST_ALTERNATIVES)
    codes = DataValidation(
        type="list", formula1=f"=${begin}2:${end}2", allow_blank=True, showErrorMessage=False
    )
    codes.add(f"C2:C{last}")
    marks = DataValidation(
        type="list", formula1=f'"{ACCEPT[language]}"', allow_blank=True, showErrorMessage=False
    )
    marks.add(f"D2:D{last}")
    sheet.add_data_validation(codes)
    sheet.add_data_validation(marks)
    shade = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color="F4B6A6",
        mid_type="num", mid_value=0.6, mid_color="FFF3C4",
        end_type="num", end_value=1, end_color="BFE3C0",
    )  # fmt: skip
    sheet.conditional_formatting.add(f"E2:E{last}", shade)


def _fill_summary(sheet: Any, report: Report, language: Language) -> None:
    def label(key: str) -> str:
        return LABELS[key][language]

    put(sheet["A1"], "Tasnif")
    sheet["A1"].font = Font(bold=True, size=16)
    put(sheet["A2"], label("caution"))
    put(sheet["A3"], label("how"))
    row = 5
    for key, value in (
        ("rows", report.rows),
        ("different", report.different),
        ("failed", report.failed),
        ("columns", ", ".join(report.columns)),
    ):
        put(sheet.cell(row, 1), label(key))
        put(sheet.cell(row, 2), value)
        row += 1
    row = _counts(
        sheet,
        row + 1,
        (label("outcome"), "", label("rows")),
        [
            (OUTCOMES.get(name, {}).get(language, name), "", count)
            for name, count in report.outcomes.most_common()
        ],
        "E5",
    )
    tree = nomenclature()
    chapters = sorted(report.chapters.items())
    row = _counts(
        sheet,
        row + 1,
        (label("chapter"), label("covers"), label("rows")),
        [(chapter, tree[HSCode(chapter)].describe(language), n) for chapter, n in chapters],
        "E22",
    )
    groups = [("disagree", group) for group in report.disagreements]
    groups += [
        ("against", [(text, code), (precedent, "")])
        for text, code, precedent in report.against_decisions
    ]
    shown = ""
    for key, group in groups:
        if key != shown:
            row, shown = row + 1, key
            put(sheet.cell(row, 1), label(key))
            sheet.cell(row, 1).font = Font(bold=True)
        for text, code in group:
            row += 1
            put(sheet.cell(row, 1), code)
            put(sheet.cell(row, 2), text)
        row += 1
    _print_wide(sheet)
    for letter, width in (("A", 26), ("B", 100), ("C", 10)):
        sheet.column_dimensions[letter].width = width


def _counts(
    sheet: Any, row: int, headings: Sequence[str], rows: Sequence[Sequence[Any]], place: str
) -> int:
    """A table of counts with its chart; the row after it."""
    _head(sheet, row, headings)
    for n, values in enumerate(rows, row + 1):
        for column, value in enumerate(values, 1):
            put(sheet.cell(n, column), value)
    last = row + len(rows)
    if rows:
        chart = BarChart()
        chart.type = "bar"
        chart.style = 10
        chart.legend = None
        chart.varyColors = False
        chart.gapWidth = 40
        chart.title = headings[0]
        chart.add_data(Reference(sheet, min_col=3, min_row=row, max_row=last), True)
        chart.series[0].graphicalProperties.solidFill = _BAR
        chart.set_categories(Reference(sheet, min_col=1, min_row=row + 1, max_row=last))
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.tickLblSkip = 1
        chart.x_axis.delete = False
        chart.y_axis.delete = False
        chart.height, chart.width = max(6.0, min(24.0, 1.2 + 0.6 * len(rows))), 18
        sheet.add_chart(chart, place)
    return last + 1


def write_review(path: Path, report: Report, language: Language, versions: str) -> None:
    """A review workbook of its own, for a catalogue that is no workbook.

    Raises:
        CatalogueError: it cannot be written.
    """
    book: Any = Workbook()
    book.remove(book.active)
    add_sheets(book, report, language, versions)
    save(book, path)


def save(book: Any, path: Path) -> None:
    """Save a workbook whole.

    Raises:
        CatalogueError: it cannot be written.
    """
    whole = WholeFile(path)
    try:
        book.save(whole.scratch)
    except OSError as error:
        whole.discard()
        raise whole.failed(error) from error
    except ValueError as error:
        whole.discard()
        raise CatalogueError(f"{path.name} could not be written: {error}.") from error
    whole.commit()
