"""Whether a text is a clean text of its language: script, encoding, length, not hollow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from hs_data.languages import SCRIPTS

_MOJIBAKE: Final = re.compile(r"\ufffd|Ã[\x80-\xbf©¨ª«]|â€|Ø[§±¨ª]|Ù[\x80-\x8a]|[\x00-\x1f\x7f]")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_BARE_OTHER: Final = re.compile(r"(?:others?|autres?|otr[oa]s?|أخرى|غيرها|غيره)\W*", re.IGNORECASE)
_OTHER_SCRIPT_SHARE: Final = 0.4
"""Latin trade names, models and units may stand in an Arabic text, up to this share."""


def _script_of(character: str) -> str:
    name = unicodedata.name(character, "")
    return name.split(" ")[0].lower()


def script_problem(text: str, lang: str, strict: bool = False) -> str | None:
    """Why the letters of a text are not those of its language, or None.

    A name may be Latin throughout in any language when it is a model or trade name (it
    holds a capital or a digit); a `strict` text, such as a description, may not.
    """
    wanted = SCRIPTS.get(lang, "latin")
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return None if not strict and any(c.isdigit() for c in text) else "holds no letters"
    # Greek letters are part of chemical names, º and ª of numbers, in every language.
    common = {wanted, "greek", "micro", "masculine", "feminine"}
    foreign = [c for c in letters if _script_of(c) not in common]
    if wanted == "latin":
        return f"holds {_script_of(foreign[0])} letters" if foreign else None
    if (
        len(foreign) == len(letters)
        and not strict
        and any(c.isupper() or c.isdigit() for c in text)
    ):
        return None
    if len(foreign) > _OTHER_SCRIPT_SHARE * len(letters) and (
        strict or len(foreign) == len(letters)
    ):
        return f"is not written in {wanted} letters"
    return None


def text_problems(text: str, lang: str, longest: int, strict: bool = False) -> Iterator[str]:
    """Everything wrong with one text of a table."""
    if not text.strip():
        yield "is empty"
        return
    if text != text.strip() or "  " in text:
        yield "has spaces at an end or doubled"
    if text != unicodedata.normalize("NFC", text):
        yield "is not in Unicode form NFC"
    if len(text) > longest:
        yield f"is {len(text)} characters long, over {longest}"
    if _MOJIBAKE.search(text):
        yield "holds control characters or text in a wrong encoding"
    if _INVISIBLE.search(text):
        yield "holds invisible characters"
    if _BARE_OTHER.fullmatch(text):
        yield 'is a bare "other" that does not say than what'
    if (wrong := script_problem(text, lang, strict)) is not None:
        yield wrong


def folded(text: str) -> str:
    """A text without case, accents and punctuation: equal for texts that read the same."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in marked if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))
