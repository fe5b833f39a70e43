"""Words of a normalised text: split, stripped of what varies, sizes set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.normalise import normalise

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")

_UNITS: Final = (
    "mm|cm|dm|m|km|in|inch|inches|pouces?|pulgadas?|ft|feet|yd|mg|g|gr|gramm?e?s?|gramos?|kg|kgs|"
    "kilos?|oz|lbs?|ml|cl|dl|l|litres?|liters?|litros?|m2|m3|cm2|cm3|cc|gsm|w|watts?|kw|v|volts?|"
    "a|ah|mah|hz|khz|mhz|ghz|gb|tb|mb|pcs|pieces?|piezas?|pces?|%|°c|سم|مم|متر|م|كغ|كجم|كيلو|غ|"
    "غرام|جرام|لتر|ل|مل|قطعه|قطع|واط|فولت"
)
_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_QUANTITY: Final = re.compile(
    rf"(?<![^\W_]){_NUMBER}(?:\s*[x*/]\s*{_NUMBER})*\s*(?:{_UNITS})(?![^\W_])"
    rf"|(?<![^\W_]){_NUMBER}(?:\s*[x*]\s*{_NUMBER})+(?![^\W_])"
)
"""A size or an amount: `200x300 cm`, `1.5 l`, `60%`, `٢ متر` (after normalisation)."""

_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_ELISION: Final = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu)'")
_MIN_STEM: Final = 3

# Longest first. Articles and the prepositions written onto them, then the plain ones.
_ARABIC_PREFIXES: Final = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_SUFFIXES: Final = ("يات", "ات", "ين", "ون", "يه", "ه", "ي")

_STOPWORDS: Final = (
    "a an the of for from in on to and or with without by at as is are be it its this that these "
    "my our your we i made "
    "le la les l un une des de du d et ou en au aux pour avec sans par sur dans ce cette ces est "
    "mon notre "
    "el los las una unos unas del y o con sin por para al es su "
    "من في علي الي عن مع او و هذا هذه ب ل ف ديال دال د تاع فيه فيها "
    "dyal dial dyali li lli f b w"
)
STOPWORDS: Final = frozenset(_STOPWORDS.split())
"""Words too common in each language to say which goods; never the only words kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: index keys in order, and each quantity as written."""

    keys: tuple[str, ...]
    quantities: tuple[str, ...]


def _strip_arabic(word: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            return word[: -len(suffix)]
    return word


def _strip_latin(word: str) -> str:
    if word.endswith("ies") and len(word) > _MIN_STEM + 2:
        word = word[:-3] + "y"
    elif word.endswith(("eaux", "aux")):
        word = word[:-1]
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    # marbre and marbres, Spanish -es, and English -e all lose their vowel together.
    return word[:-1] if word.endswith("e") and len(word) > _MIN_STEM + 1 else word


def bare(word: str) -> str:
    """A normalised word without the article or preposition elided onto it (l'huile)."""
    return _ELISION.sub("", word)


def stem(word: str) -> str:
    """Strip what varies in a normalised word: plural endings, Arabic article and suffixes.

    Light on purpose: it must be right for five languages at once without knowing which.
    """
    if _ARABIC.match(word):
        return _strip_arabic(word)
    word = bare(word).removesuffix("'s")
    return _strip_latin(word) if len(word) > _MIN_STEM and word.isalpha() else word


def words(text: str) -> Words:
    """The words of a raw or normalised text, stemmed, without stopwords or quantities.

    A text of stopwords alone keeps them, so that no text with letters becomes empty.
    """
    clean = normalise(text)
    quantities = tuple(match.group() for match in _QUANTITY.finditer(clean))
    found = _WORD.findall(_QUANTITY.sub(" ", clean))
    plain = [bare(word) for word in found]
    kept = [stem(word) for word in plain if word not in STOPWORDS and not word.isdigit()]
    return Words(tuple(kept or [stem(word) for word in plain]), quantities)
