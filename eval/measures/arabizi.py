"""The spellings of one Darija word in Latin letters.

Writers choose between a digit and a letter for the sounds that Latin letters lack
(3 or a for ع, 7 or h for ح, 9 or q or k for ق), between French and plain spellings of
vowels and of sh (ou or u or o, ch or sh), and whether a doubled letter is doubled.
"""

from __future__ import annotations

import random
import re
from typing import Final

_SPELLINGS: Final = (
    ("3", "a"),
    ("7", "h"),
    ("9", "q", "k"),
    ("kh", "5", "x"),
    ("gh", "8"),
    ("ch", "sh"),
    ("ou", "u", "o"),
    ("i", "e"),
)
"""Each line is one sound."""

_AMBIGUOUS: Final = frozenset({"a", "h", "k", "x"})
"""What other sounds are written with as well, so that it is never respelled itself."""

_CLASS: Final = {w: line for line in _SPELLINGS for w in line if w not in _AMBIGUOUS}
_SOUNDS: Final = re.compile("|".join(sorted(map(re.escape, _CLASS), key=lambda s: (-len(s), s))))
_NUMBER: Final = re.compile(r"\d\d|\d+(?:mm|cm|m|kg|g|l|ml|x)$")
"""A number with its unit (`20cm`, `3kg`, `200x300`) is no word."""

_WORD: Final = re.compile(r"[^\W_]+")
_DOUBLED: Final = re.compile(r"([bcdfgjklmnprstwyz])\1")
_CHANGED: Final = 0.3
"""How often a sound is spelled another way: two writers agree on most words."""


def respell(text: str, source: random.Random) -> str:
    """The same text as another writer might spell it; plain numbers are left alone."""

    def word(match: re.Match[str]) -> str:
        written = match.group()
        if not written.isascii() or not any(c.isalpha() for c in written):
            return written
        if _NUMBER.match(written):
            return written
        spelled = _SOUNDS.sub(sound, written)
        return _DOUBLED.sub(lambda m: m.group(1) if changes() else m.group(), spelled)

    def changes() -> bool:
        return source.random() < _CHANGED

    def sound(match: re.Match[str]) -> str:
        written = match.group()
        if not changes():
            return written
        return source.choice([other for other in _CLASS[written] if other != written])

    return _WORD.sub(word, text)
