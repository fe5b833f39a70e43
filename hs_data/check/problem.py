"""What a check finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong (an error) or worth a look (a note), and where it stands."""

    severity: Severity
    table: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.table}, {self.where}: {self.text}"


Check = Callable[[Path], Iterator[Problem]]
"""Reads the tables under a folder and yields what is wrong with them."""


def error(table: str, where: str, text: str) -> Problem:
    """A problem that must be mended."""
    return Problem("error", table, where, text)


def note(table: str, where: str, text: str) -> Problem:
    """Something that a person should know, and that may stand."""
    return Problem("note", table, where, text)
