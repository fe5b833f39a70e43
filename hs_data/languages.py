"""The languages that the tables are written in, by BCP 47 tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

Language = Literal["en", "fr", "ar", "es"]
"""A language that Tasnif answers in; every code is described in each."""

ANSWER_LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr", "ar", "es")


def by_language(texts: Sequence[str]) -> dict[Language, str]:
    """The texts of a row, one for each answer language in order, by language."""
    return dict(zip(ANSWER_LANGUAGES, texts, strict=True))


TERM_LANGUAGES: Final[tuple[str, ...]] = (
    "en",
    "fr",
    "ar",
    "es",
    "ary",  # Moroccan Arabic (Darija), Arabic letters
    "ary-latn",  # Darija, Latin letters
    "zgh",  # Tamazight, Tifinagh
    "zgh-latn",  # Tamazight, Latin letters
)
"""Languages that people write to us in, and so languages of terms and listings."""

SCRIPTS: Final[dict[str, str]] = {"ar": "arabic", "ary": "arabic", "zgh": "tifinagh"}
"""Script of each term language that is not written in Latin letters."""
