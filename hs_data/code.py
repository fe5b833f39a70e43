"""The HS code as a value: digits, level, and its place in the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from hs_data.errors import UnknownCodeError

LEVELS = (2, 4, 6, 8, 10)
"""Digits of a chapter, heading, subheading, and of national tariff lines below it."""

_SEPARATORS = re.compile(r"[\s.\-·]+")
_DIGITS = re.compile(r"[0-9]+")


@total_ordering
@dataclass(frozen=True, slots=True)
class HSCode:
    """A chapter (2 digits), heading (4), subheading (6) or tariff line (8 or 10).

    The digits are a string, so leading zeros survive. Two codes are equal when
    their digits are; they sort in nomenclature order, a parent before its children.

    Raises:
        UnknownCodeError: the text is not 2, 4, 6, 8 or 10 digits.
    """

    digits: str

    def __post_init__(self) -> None:
        if not (_DIGITS.fullmatch(self.digits) and len(self.digits) in LEVELS):
            raise UnknownCodeError(
                f"{self.digits!r} is not an HS code: give 2, 4 or 6 digits, such as 5701 or 570110."
            )

    @classmethod
    def parse(cls, text: str) -> HSCode:
        """Read a code as people write it: `5701.10`, `57 01 10`, `5701-10`.

        Raises:
            UnknownCodeError: what is left without separators is not a code.
        """
        return cls(_SEPARATORS.sub("", text))

    @property
    def level(self) -> int:
        """Number of digits: 2, 4, 6, 8 or 10."""
        return len(self.digits)

    @property
    def chapter(self) -> HSCode:
        """The two-digit chapter that holds the code."""
        return HSCode(self.digits[:2])

    @property
    def heading(self) -> HSCode | None:
        """The four-digit heading that holds the code, or None for a chapter."""
        return HSCode(self.digits[:4]) if self.level >= 4 else None  # noqa: PLR2004

    @property
    def parent(self) -> HSCode | None:
        """The code one level up, or None for a chapter."""
        return HSCode(self.digits[:-2]) if self.level > 2 else None  # noqa: PLR2004

    def contains(self, other: HSCode) -> bool:
        """Whether `other` is this code or lies below it."""
        return other.digits.startswith(self.digits)

    @property
    def dotted(self) -> str:
        """The form customs write: `5701.10`, `5701`, `57`, `5701.10.00`."""
        rest = self.digits[4:]
        pairs = [rest[i : i + 2] for i in range(0, len(rest), 2)]
        return ".".join([self.digits[:4], *pairs])

    def __str__(self) -> str:
        return self.digits

    def __lt__(self, other: HSCode) -> bool:
        return self.digits < other.digits
