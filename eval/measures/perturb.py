"""What people do to texts without meaning anything by it, as seeded pure functions.

A perturbation takes a text and a random source and gives another text; the same seed
gives the same text for the same case, whatever else is perturbed beside it.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from eval.cases import Case
from eval.measures.arabizi import respell

LABEL: Final = 35
"""Characters that the label of a parcel has for a description of its contents."""

_SHORTEST: Final = 4
"""Words with fewer letters are left alone: a slip in them makes other words."""

_SLIPS: Final = 0.2
"""Share of the longer words that get a slip; one at least."""


def _slip(word: str, source: random.Random) -> str:
    """One slip inside a word: two letters swapped, one left out, one doubled."""
    place = source.randrange(1, len(word) - 1)
    kind = source.choice(("swap", "drop", "double"))
    if kind == "swap" and word[place] != word[place + 1]:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == "double":
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1 :]


def typos(text: str, source: random.Random) -> str:
    """A slip of the fingers in a fifth of the longer words."""
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) >= _SHORTEST and word.isalpha()]
    if not long:
        return text
    for place in source.sample(long, max(1, round(_SLIPS * len(long)))):
        words[place] = _slip(words[place], source)
    return " ".join(words)


def diacritics(text: str, source: random.Random) -> str:
    """Accents and vowel signs left out, the forms of alef made one."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def upper(text: str, source: random.Random) -> str:
    """Everything in capitals."""
    return text.upper()


def lower(text: str, source: random.Random) -> str:
    """Nothing in capitals."""
    return text.lower()


def order(text: str, source: random.Random) -> str:
    """The words in another order."""
    words = text.split()
    source.shuffle(words)
    return " ".join(words)


def arabizi(text: str, source: random.Random) -> str:
    """Darija in Latin letters as another writer spells it."""
    return respell(text, source)


def label(text: str, source: random.Random) -> str:
    """Cut to the 35 characters of a parcel's label."""
    return text[:LABEL]


@dataclass(frozen=True, slots=True)
class Perturbation:
    """A change to texts, and the languages it makes sense for (all, when none is named)."""

    change: Callable[[str, random.Random], str]
    languages: frozenset[str] = frozenset()


PERTURBATIONS: Final[Mapping[str, Perturbation]] = {
    "typos": Perturbation(typos),
    "diacritics": Perturbation(diacritics),
    "upper": Perturbation(upper),
    "lower": Perturbation(lower),
    "order": Perturbation(order),
    "arabizi": Perturbation(arabizi, frozenset({"ary-latn"})),
    "label": Perturbation(label),
}


def perturbed(case: Case, name: str, seed: int) -> Case:
    """A case with its text changed, everything else the same."""
    perturbation = PERTURBATIONS[name]
    if perturbation.languages and case.lang not in perturbation.languages:
        return case
    # Seeded by the case, so that adding a case changes no other.
    source = random.Random(f"{seed} {name} {case.id}")
    return replace(case, text=perturbation.change(case.text, source))
