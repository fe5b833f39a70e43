"""In which encoding and with which delimiter a text file was saved."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from pathlib import Path
from typing import Final

from api.catalogue.errors import FormatError

_SAMPLE: Final = 1_000_000
_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON_ARABIC: Final = frozenset("اليمنرتبةدسعوهفكقحجشطصخذزضغثءىإأآظؤئ")
_FRENCH_IN_1256: Final = frozenset("éèêëàâçôîïùûüœ’«»°–“”€")
_COMMON_FRENCH: Final = frozenset("éèêàâçôîûùëïœñáíóúüÉÈÀÇÑ’«»°€“”–")
_LEAST_LINES: Final = 2


def sample_of(path: Path) -> bytes:
    """The beginning of a file, enough to judge it by."""
    with path.open("rb") as file:
        return file.read(_SAMPLE)


def encoding_of(sample: bytes, name: str) -> str:
    """The encoding of a text file from its beginning.

    A byte order mark decides; else UTF-8 where the bytes are UTF-8; else UTF-16 without a
    mark where every other byte is zero; else Windows-1256 or 1252, whichever reads as the
    letters of Arabic, or of French and Spanish, that are common.

    Raises:
        FormatError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    half = len(sample) // 2
    if half and sample.count(0) > half // 2:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    if 0 in sample:
        line = sample[: sample.index(0)].count(b"\n") + 1
        raise FormatError(
            f"{name} has a NUL byte in line {line}: it is damaged or no text file; save it "
            "again as CSV in UTF-8."
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # Not final: the sample may end within a character.
        decoder.decode(sample)
    except UnicodeDecodeError:
        return max(("cp1252", "cp1256"), key=lambda encoding: _likeness(sample, encoding))
    return "utf-8"


def _likeness(sample: bytes, encoding: str) -> float:
    """How far the letters beyond ASCII are those that its languages use."""
    # Windows-1256 has the accented letters of French where 1252 has them: French alone reads
    # the same in both, 1252 is asked first, and only Arabic letters speak for 1256.
    common = _COMMON_ARABIC | _FRENCH_IN_1256 if encoding == "cp1256" else _COMMON_FRENCH
    beyond = [c for c in sample.decode(encoding, errors="replace") if ord(c) > 127]  # noqa: PLR2004
    counted = Counter(beyond)
    return sum(n for c, n in counted.items() if c in common) / max(len(beyond), 1)


def delimiter_of(lines: list[str]) -> str:
    """The delimiter of a CSV file from its first lines.

    The one by which most of the lines have the same number of cells, and more than one.
    """
    best, found = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        if not widths:
            continue
        (width, times), *_ = Counter(widths).most_common(1)
        if width >= _LEAST_LINES and (score := (times / len(widths), width)) > best:
            best, found = score, delimiter
    return found
