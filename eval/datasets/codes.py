"""Codes as the world writes them, cut to the subheading.

Dots, spaces and dashes are accepted; national digits (8 or 10) are cut off. A
spreadsheet that took a code for a number has lost zeros, and they are put back: a
leading one when the digits are odd in number (chapters 01 to 09), a trailing one when
`5701.10` became `5701.1`.
"""

from __future__ import annotations

import re
from typing import Final

from hs_data import HSCode, UnknownCodeError

_SEPARATORS: Final = re.compile(r"[\s.\-·]+")
_WHOLE: Final = re.compile(r"(\d{5,10})\.0+")
"""A whole number that was stored as a fraction: `570110.0`."""

_FRACTION: Final = re.compile(r"(\d{3,4})\.(\d{1,2})")
"""A dotted code that was stored as a number: `101.21` for 0101.21, `5701.1` for 5701.10."""

_SUBHEADING: Final = 6
_LONGEST: Final = 10


def read_code(written: object) -> HSCode:
    """The subheading of a code of six to ten digits, as text or as a number.

    Raises:
        UnknownCodeError: it is no such code.
    """
    text = str(written).strip() if written is not None else ""
    if whole := _WHOLE.fullmatch(text):
        text = whole.group(1)
    if fraction := _FRACTION.fullmatch(text):
        text = fraction.group(1).zfill(4) + fraction.group(2).ljust(2, "0")
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise UnknownCodeError(f"{text[:40]!r} is not a code: it needs six to ten digits.")
    if len(digits) % 2:
        digits = "0" + digits
    if len(digits) < _SUBHEADING:
        raise UnknownCodeError(f"{text!r} has fewer than six digits.")
    if len(digits) > _LONGEST:
        raise UnknownCodeError(f"{text[:40]!r} has more than ten digits.")
    return HSCode(digits[:_SUBHEADING])
