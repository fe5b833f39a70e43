"""Checks of boundaries: real codes on both sides, a rule, and a sentence in each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hs_data.check.problem import Problem, error, note
from hs_data.check.texts import text_problems
from hs_data.languages import ANSWER_LANGUAGES
from hs_data.tables import read_chapters, read_kind

_LONGEST: Final = 400


def check_boundaries(root: Path) -> Iterator[Problem]:
    """Every heading has boundaries, each leading from one place to another."""
    codes = {row[0] for row in read_kind("nomenclature", root)}
    drawn: set[str] = set()
    for chapter, rows in read_chapters("boundaries", root):
        if rows != sorted(rows):
            yield error("boundaries", f"chapter {chapter}", "rows are not sorted")
        for heading, goods, goes_to, rule, *sentences in rows:
            drawn.add(heading)
            if heading not in codes or not heading.startswith(chapter) or len(heading) != 4:  # noqa: PLR2004
                yield error("boundaries", heading, f"is not a heading of chapter {chapter}")
            if goes_to not in codes:
                yield error("boundaries", heading, f"{goes_to} is not a code of the nomenclature")
            elif goes_to == heading:
                yield error("boundaries", heading, f"{goods!r} goes to where it already is")
            if not rule:
                yield error("boundaries", heading, f"{goods!r} rests on no rule")
            for lang, text in zip(ANSWER_LANGUAGES, sentences, strict=True):
                for wrong in text_problems(text, lang, _LONGEST, strict=True):
                    yield error("boundaries", heading, f"the {lang} sentence on {goods!r} {wrong}")
    for code in sorted(codes):
        if drawn and len(code) == 4 and code not in drawn:  # noqa: PLR2004
            yield note("boundaries", code, "has no boundary yet")
