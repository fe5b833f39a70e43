"""One spelling for texts that mean the same: normalisation over all our scripts.

`normalise` never raises and is idempotent; both are tested as laws. It folds what
writers vary without meaning anything by it (case, accents, Arabic vowel signs, the
forms of alef, yaa and taa marbuta, digits of either kind, invisible characters) and
keeps what they mean (letters, numbers, word order). Sources: Unicode NFKC and NFD;
for the Arabic foldings, the usual light normalisation of Arabic retrieval.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

MAX_CHARACTERS: Final = 20_000
"""What is read of a text; a description of goods is long at 2,000."""

_ARABIC: Final = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ڪ": "ك",
        # Moroccan writing of the sound g, beside plain kaf.
        "ڭ": "ك",
        "گ": "ك",
        "پ": "ب",
        "ڤ": "ف",
        "چ": "ج",
        "ـ": "",  # tatweel stretches a word and means nothing
        "٪": "%",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٫": ".",
        "٬": ",",
    }
)

_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"}
    | {"đ": "d", "ð": "d", "þ": "th", "ı": "i", "×": "x", "✕": "x", "✖": "x"}
)

_KEPT: Final = 1_000
"""Characters of a text that is remembered with its normal form."""

_SPACE: Final = re.compile(r"\s+")
_ASCII: Final = re.compile(r"[\x20-\x7e]*")


def _fold(text: str) -> str:
    """One pass of every folding; repeated by `normalise` until nothing changes."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN).translate(_ARABIC)
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:  # accents, vowel signs, enclosing marks
            continue
        if category in {"Cf", "Cs", "Co", "Cn"}:  # bidi controls, zero width, lone surrogates
            continue
        if category == "Cc" or category.startswith("Z"):
            kept.append(" ")
        elif category == "Nd":
            kept.append(str(unicodedata.decimal(character)))
        else:
            kept.append(character)
    return _SPACE.sub(" ", "".join(kept)).strip()


def normalise(text: str) -> str:
    """Fold a text to the spelling that everything else compares.

    Reads at most `MAX_CHARACTERS`. Never raises; `normalise(normalise(x)) == normalise(x)`.
    """
    # One text is asked for several times on its way; long ones are not worth keeping.
    return _normalised(text) if len(text) <= _KEPT else _normalise(text[:MAX_CHARACTERS])


def _normalise(text: str) -> str:
    if _ASCII.fullmatch(text):  # the common case, and twenty times faster
        return _SPACE.sub(" ", text.lower().translate(_PLAIN)).strip()
    folded = _fold(text)
    # A folding can expose another (a ligature that casefolds to a marked letter), and can
    # lengthen the text past the limit; a few rounds reach the fixed point.
    for _ in range(4):
        again = _fold(folded[:MAX_CHARACTERS])
        if again == folded:
            break
        folded = again
    return folded


_normalised = lru_cache(20_000)(_normalise)
