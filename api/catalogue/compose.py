"""One text from the columns of a row."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from api.catalogue.columns import WORDS, Chosen

_HIDDEN: Final = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_SPACE: Final = re.compile(r"\s+")
_LONGEST: Final = 8_000
"""Characters of a cell that are looked at."""


def plain(cell: str) -> str:
    """A cell without markup: web shops export descriptions as HTML."""
    text = cell[:_LONGEST]
    if "<" in text:
        text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    return _SPACE.sub(" ", text).strip()


def compose(cells: Sequence[str], columns: Sequence[Chosen]) -> str:
    """The text to classify: each column's first words, the most telling column first.

    What a column repeats of those before it is left out, and each column is cut to the
    words of its role, so that a long description weighs less than the name.
    """
    parts: list[str] = []
    said = ""
    for column in columns:
        text = plain(cells[column.place]) if column.place < len(cells) else ""
        if not text or text.casefold() in said:
            continue
        cut = " ".join(text.split(" ")[: WORDS[column.role]])
        parts.append(cut)
        said += " " + cut.casefold()
    return ", ".join(parts)
