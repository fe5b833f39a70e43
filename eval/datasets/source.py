"""Where cases come from, what an adapter yields, and how rows become cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case, Dataset
from eval.datasets.codes import read_code
from eval.errors import CaseError
from hs_data import EDITION, HSCode, UnknownCodeError, nomenclature


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder of cases, and how it is laid out.

    `text` names one column or several, joined by spaces. Columns that are not there
    (save the text's and the code's) count as not given; `lang` is the language of
    rows that name none.
    """

    path: Path
    adapter: str = "cases"
    name: str = ""
    lang: str = "en"
    text: tuple[str, ...] = ("text",)
    code: str = "codes"
    id: str = "id"
    lang_column: str = "lang"
    source_column: str = "source"
    quality_column: str = "quality"
    separator: str = "|"
    split: str = "test"

    @property
    def title(self) -> str:
        """The name given, or the file's."""
        return self.name or self.path.stem


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text as it is written; `broken` says why it cannot be read, if so."""

    id: str
    text: str = ""
    codes: tuple[object, ...] = ()
    lang: str = ""
    source: str = ""
    quality: str = ""
    broken: str = ""


def content(path: Path) -> bytes:
    """The bytes of a file of cases.

    Raises:
        CaseError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise CaseError(f"The cases {path} cannot be read: {error.strerror}.") from error


def decoded(path: Path) -> str:
    """The text of a file of cases.

    Raises:
        CaseError: it cannot be read, or is not UTF-8.
    """
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(f"The cases {path} are not UTF-8 text; save them as UTF-8.") from error


def json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Each line of a JSON lines file with its number; None for a line that is not JSON.

    Raises:
        CaseError: the file cannot be read.
    """
    # Not splitlines(): JSON may hold U+2028 and its like, which are no line ends here.
    for number, line in enumerate(decoded(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError:
            yield number, None


def checksum(paths: Iterable[Path]) -> str:
    """One SHA-256 over files, in their order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(content(path))
    return digest.hexdigest()


def collect(
    source: Source, rows: Iterable[Row], files: Iterable[Path], no_goods: bool = False
) -> Dataset:
    """Read the codes of rows; what cannot be used is listed and costs no other row.

    Args:
        source: where the rows come from.
        rows: what was read there.
        files: the files, for the checksum.
        no_goods: a row without a code describes no goods; elsewhere it is not labelled.
    """
    cases: list[Case] = []
    unreadable: list[str] = []
    foreign: list[str] = []
    seen: set[str] = set()
    tree = nomenclature()
    for row in rows:
        reason = row.broken or ("" if row.text.strip() else "it has no text")
        if not (reason or row.codes or no_goods):
            reason = "it has no code"
        if not reason and row.id in seen:
            reason = "its id stands twice"
        if reason:
            unreadable.append(f"{row.id}: {reason}")
            continue
        seen.add(row.id)
        try:
            written = [read_code(code) for code in row.codes]
        except UnknownCodeError as error:
            unreadable.append(f"{row.id}: {error}")
            continue
        codes: tuple[HSCode, ...] = tuple(code for code in dict.fromkeys(written) if code in tree)
        if written and not codes:
            named = ", ".join(code.digits for code in written)
            foreign.append(f"{row.id}: {named} is not in {EDITION}")
            continue
        cases.append(
            Case(
                row.id,
                row.lang or source.lang,
                row.text,
                codes,
                row.source or source.title,
                row.quality or "strong",
            )
        )
    return Dataset(source.title, tuple(cases), tuple(unreadable), tuple(foreign), checksum(files))
