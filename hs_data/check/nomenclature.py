"""Checks of the nomenclature tables: complete, in order, with parents and plain texts.

Every code must be described in English; where another language is still missing, the
reader gets the English, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hs_data.check.problem import Problem, error, note
from hs_data.check.texts import folded, text_problems
from hs_data.languages import ANSWER_LANGUAGES
from hs_data.tables import CHAPTERS, SECTION_COLUMNS, read_chapters, read_table

COUNTS: Final = {2: 96, 4: 1228, 6: 5612}
"""Chapters in use, headings and subheadings of HS 2022."""

SECTIONS: Final = 21
_LONGEST: Final = 320
_SHORTEST: Final = 3


def check_nomenclature(root: Path) -> Iterator[Problem]:
    """Structure, order, parents, counts, and each description as a text."""
    seen: set[str] = set()
    counts = dict.fromkeys(COUNTS, 0)
    for chapter, rows in read_chapters("nomenclature", root):
        where = f"chapter {chapter}"
        if rows != sorted(rows):
            yield error("nomenclature", where, "rows are not sorted by code")
        for code, *texts in rows:
            yield from _check_code(code, chapter, seen)
            seen.add(code)
            counts[len(code)] = counts.get(len(code), 0) + 1
            for lang, text in zip(ANSWER_LANGUAGES, texts, strict=True):
                if not text and lang != "en":
                    yield note("nomenclature", code, f"is not yet described in {lang}")
                    continue
                for wrong in text_problems(text, lang, _LONGEST, strict=True):
                    yield error("nomenclature", code, f"the {lang} description {wrong}")
                if 0 < len(text) < _SHORTEST:
                    yield error("nomenclature", code, f"the {lang} description is too short")
        yield from _check_siblings(rows)
    for level, expected in COUNTS.items():
        if counts[level] != expected:
            yield error(
                "nomenclature", f"level {level}", f"{counts[level]} codes where {expected} belong"
            )


def _check_code(code: str, chapter: str, seen: set[str]) -> Iterator[Problem]:
    if not (code.isascii() and code.isdigit() and len(code) in COUNTS):
        yield error("nomenclature", code, "is not a code of 2, 4 or 6 digits")
    elif not code.startswith(chapter):
        yield error("nomenclature", code, f"stands in the file of chapter {chapter}")
    elif len(code) > 2 and code[:-2] not in seen:  # noqa: PLR2004
        yield error("nomenclature", code, f"has no parent {code[:-2]} before it")
    if code in seen:
        yield error("nomenclature", code, "appears twice")


def _check_siblings(rows: list[tuple[str, ...]]) -> Iterator[Problem]:
    """No two codes of one level may read the same: the reader could not choose."""
    first: dict[tuple[int, str, str], str] = {}
    for code, *texts in rows:
        for lang, text in zip(ANSWER_LANGUAGES, texts, strict=True):
            other = first.setdefault((len(code), lang, folded(text)), code)
            if text and other != code:
                yield error("nomenclature", code, f"the {lang} description is also that of {other}")


def check_sections(root: Path) -> Iterator[Problem]:
    """The 21 sections cover every chapter once and are described in every language."""
    rows = read_table(root / "sections.tsv", SECTION_COLUMNS)
    if len(rows) != SECTIONS:
        yield error("sections", "all", f"{len(rows)} sections where {SECTIONS} belong")
    covered: list[str] = []
    for numeral, first, last, *texts in rows:
        covered += [chapter for chapter in CHAPTERS if first <= chapter <= last]
        for lang, text in zip(ANSWER_LANGUAGES, texts, strict=True):
            for wrong in text_problems(text, lang, _LONGEST, strict=True):
                yield error("sections", numeral, f"the {lang} description {wrong}")
    if sorted(covered) != list(CHAPTERS):
        yield error("sections", "all", "the sections do not cover every chapter exactly once")
