"""The languages that the tables are written in, by BCP 47 tag."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["en", "fr", "ar", "es"]
"""A language that Tasnif answers in; every code is described in each."""

ANSWER_LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr", "ar", "es")

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
