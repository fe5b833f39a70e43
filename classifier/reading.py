"""What can be told of a text before any search."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from classifier.types import Query, Reason
from index import normalise, words
from index.normalise import MAX_CHARACTERS

_ADDRESS: Final = re.compile(
    r"\s*(?:https?://\S+|www\.\S+|\S+@\S+\.\S+|[\w-]+\.(?:com|ma|net|org|fr|es)(?:/\S*)?)\s*"
)

_GREETINGS: Final = frozenset(
    normalise(phrase)
    for phrase in (
        "hello", "hi", "hey", "good morning", "good evening", "thanks", "thank you",
        "thank you very much", "how are you", "ok", "yes", "no", "test", "bonjour", "bonsoir",
        "salut", "merci", "merci beaucoup", "comment ça va", "ça va", "oui", "non", "hola",
        "buenos días", "buenas tardes", "gracias", "muchas gracias", "qué tal", "salam",
        "salam alaykoum", "salam alikom", "labas", "labas 3lik", "chokran", "shukran", "bslama",
        "السلام عليكم", "سلام", "مرحبا", "شكرا", "شكرا جزيلا", "صباح الخير", "مساء الخير",
        "كيف حالك", "لاباس", "لا باس عليك", "نعم", "لا",
    )
)  # fmt: skip
"""Whole texts, normalised, that greet or answer and name no goods."""


def _scripts(text: str) -> tuple[str, ...]:
    """Scripts of the letters in a text (LATIN, ARABIC, TIFINAGH …), in order of appearance."""
    found = dict.fromkeys(
        unicodedata.name(character, "UNKNOWN").split(" ")[0]
        for character in text[:MAX_CHARACTERS]
        if character.isalpha()
    )
    return tuple(name.lower() for name in found)


def read(raw: str) -> Query:
    """Read a text: its normalised form, words, quantities and scripts. Never raises."""
    text = normalise(raw)
    found = words(text)
    return Query(raw, text, found.keys, found.quantities, _scripts(text))


def unsearchable(query: Query) -> Reason | None:
    """Why a text is not worth searching for, or None when it is."""
    if len(query.raw) > MAX_CHARACTERS:
        return "too_long"
    if not query.text:
        return "empty" if not query.raw.strip() else "no_letters"
    if not any(character.isalpha() for character in query.text):
        return "no_letters"
    if _ADDRESS.fullmatch(query.text):
        return "address"
    if query.text.strip(" .!?,") in _GREETINGS:
        return "greeting"
    return None
