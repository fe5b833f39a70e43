"""A key for how a Moroccan word sounds, so that its many spellings meet.

Darija has no fixed spelling: the same rug is زربية, zerbia, zarbiya, zrbya. Latin
writers put digits for the sounds that Latin lacks (3 ع, 7 ح, 9 ق, 5 خ, 2 ء) or the
nearest letters. The key keeps the consonants, one sign a sound, and drops vowels and
doubling; it is compared only with other keys, never shown.
"""

from __future__ import annotations

import re
from typing import Final

_ARABIC: Final = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "س": "s", "ش": "$", "ص": "s", "ض": "d", "ط": "t", "ظ": "d",
    "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "", "و": "", "ي": "", "ا": "", "ء": "",
}  # fmt: skip

_LATIN_PAIRS: Final = (
    ("kh", "x"), ("ch", "$"), ("sh", "$"), ("gh", "G"), ("dh", "d"), ("th", "t"), ("ou", "u"),
)  # fmt: skip
_LATIN: Final = str.maketrans(
    {"3": "", "2": "", "7": "h", "9": "k", "5": "x", "8": "h", "6": "t", "4": "g", "0": "", "1": ""}
    | {"q": "k", "c": "k", "g": "g", "G": "g", "w": "", "y": "", "p": "b", "v": "f"}
    | dict.fromkeys("aeiou'", "")
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_LATIN_WORD: Final = re.compile(r"[a-z0-9']*[a-z][a-z0-9']*")
_ARABIC_WORD: Final = re.compile(r"[\u0621-\u064a]+")

MIN_KEY: Final = 3
"""Shorter keys meet too many unrelated words to be worth comparing."""


def sound_key(word: str) -> str:
    """The consonant key of one normalised word, or "" when it has none worth comparing."""
    if _ARABIC_WORD.fullmatch(word):
        key = "".join(_ARABIC[letter] for letter in word if letter in _ARABIC)
    elif _LATIN_WORD.fullmatch(word):
        for pair, sign in _LATIN_PAIRS:
            word = word.replace(pair, sign)
        # A final h only closes the vowel (zerbiah), as the Arabic taa marbuta does.
        key = word.removesuffix("h").translate(_LATIN)
    else:
        return ""
    key = _DOUBLED.sub(r"\1", key)
    return key if len(key) >= MIN_KEY else ""
