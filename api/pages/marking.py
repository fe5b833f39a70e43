"""A person's text given back with the words that counted marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from index import normalise
from index.tokens import STOPWORDS

_WRITTEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LONGEST: Final = 240
"""Characters that are given back of a long text: enough to see which words counted."""

_BEFORE: Final = 40
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def undirected(text: str) -> str:
    """A text to be read, without the marks that would show it in another order than it has."""
    return _DIRECTIONS.sub("", text)


class Piece(NamedTuple):
    """Some of a text, and whether it counted."""

    text: str
    met: bool


def marked(text: str, met: Iterable[str]) -> tuple[Piece, ...]:
    """A text in pieces, those that are among the words met marked.

    Words met may be phrases, and may be spelled as they are compared: words are compared
    normalised, one by one, without those that mean nothing alone. Of a long text, the part
    around the first marked word is kept, an ellipsis standing for the rest.
    """
    text = undirected(text)
    wanted = {normalise(word) for phrase in met for word in _WRITTEN.findall(phrase)} - STOPWORDS
    found = [m.span() for m in _WRITTEN.finditer(text) if normalise(m.group()) in wanted]
    start = max(0, found[0][0] - _BEFORE) if found and len(text) > _LONGEST else 0
    stop = start + _LONGEST
    pieces: list[Piece] = [Piece("…", False)] if start else []
    place = start
    for left, right in found:
        if right > stop:
            break
        pieces += [Piece(text[place:left], False), Piece(text[left:right], True)]
        place = right
    pieces.append(Piece(text[place:stop], False))
    if len(text) > stop:
        pieces.append(Piece("…", False))
    return tuple(piece for piece in pieces if piece.text)
