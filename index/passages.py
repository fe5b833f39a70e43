"""The texts that an index searches: descriptions, terms and listings, each with its code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from hs_data import ANSWER_LANGUAGES, DataError, HSCode, Nomenclature
from hs_data.knowledge import VALUE_SEPARATOR, boundaries, listings, terms, vocabulary
from hs_data.tables import TABLES, read_kind

KIND: Final = "kind"
"""The attribute whose values are goods themselves; their names are names of goods."""


class Passage(NamedTuple):
    """One text about one code, and what kind of text it is.

    `leaves` is the heading that goods of a boundary only seem to belong to. A tuple,
    not a dataclass: three hundred thousand are made at every start.
    """

    code: HSCode
    kind: str  # description, term, kind, listing or boundary
    lang: str
    text: str
    condition: str = ""
    leaves: str = ""


def collect(nomenclature: Nomenclature, root: Path = TABLES) -> Iterator[Passage]:
    """Every passage of the shipped tables: of headings and subheadings, in table order."""
    for entry in nomenclature:
        if entry.code.level == 2:  # noqa: PLR2004 - a chapter's title describes no goods
            continue
        for language in ANSWER_LANGUAGES:
            if text := entry.descriptions[language]:
                yield Passage(entry.code, "description", language, text)
    for term in terms(root):
        yield Passage(term.code, "term", term.lang, term.text, term.condition)
    for listing in listings(root):
        yield Passage(listing.code, "listing", listing.lang, listing.text)
    yield from _kinds(root)
    for drawn in boundaries(root):
        yield Passage(drawn.goes_to, "boundary", "en", drawn.goods, leaves=drawn.heading.digits)


def _kinds(root: Path) -> Iterator[Passage]:
    """The names of kinds of goods, under the one code (or heading) that requires each kind."""
    if not (root / "vocabulary.tsv").exists():
        return
    homes: dict[str, set[str]] = defaultdict(set)
    for code, attribute, mode, values in read_kind("attributes", root):
        if attribute == KIND and mode == "requires":
            for value in values.split(VALUE_SEPARATOR):
                homes[value].add(code)
    for (attribute, value), names in vocabulary(root).items():
        if attribute != KIND:
            continue
        subheadings = {code for code in homes[value] if len(code) == 6}  # noqa: PLR2004
        headings = {code[:4] for code in homes[value]}
        if len(headings) != 1:
            continue
        [heading] = headings
        home = HSCode(subheadings.pop() if len(subheadings) == 1 else heading)
        for lang, called in names.items():
            for name in called:
                yield Passage(home, "kind", lang, name)


_code = lru_cache(10_000)(HSCode)
"""A code by its digits, checked once."""


class Stored(Sequence[Passage]):
    """Passages as they lie in a file, each cut from its line when it is asked for.

    A search looks at a handful of three hundred thousand; making them all cost a third of
    every start.

    Args:
        raw: the lines, UTF-8.
        ends: where each line ends, ascending.
    """

    def __init__(self, raw: bytes, ends: NDArray[np.int64]) -> None:
        self._raw, self._ends = raw, ends

    @overload
    def __getitem__(self, row: int) -> Passage: ...

    @overload
    def __getitem__(self, row: slice) -> list[Passage]: ...

    def __getitem__(self, row: int | slice) -> Passage | list[Passage]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        row %= len(self)
        start = int(self._ends[row - 1]) if row else 0
        line = self._raw[start : int(self._ends[row])].decode("utf-8")
        digits, kind, lang, text, condition, leaves = line.rstrip("\n").split("\t")
        return Passage(_code(digits), kind, lang, text, condition, leaves)

    def __len__(self) -> int:
        return len(self._ends)


def save(passages: Sequence[Passage], path: Path) -> None:
    """Write passages as lines, in the order given: the rows of the matrices beside them."""
    lines = [
        "\t".join((p.code.digits, p.kind, p.lang, p.text, p.condition, p.leaves)) + "\n"
        for p in passages
    ]
    encoded = [line.encode("utf-8") for line in lines]
    path.write_bytes(b"".join(encoded))
    ends = np.cumsum([len(line) for line in encoded], dtype=np.int64)
    np.save(_ends(path), ends)


def _ends(path: Path) -> Path:
    return path.with_suffix(".npy")


def load(path: Path) -> Stored:
    """Open passages that `save` wrote, in the same order.

    Raises:
        DataError: a file is missing, or the two do not belong together.
    """
    try:
        raw, ends = path.read_bytes(), np.load(_ends(path))
    except (OSError, ValueError, EOFError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if len(ends) and (int(ends[-1]) != len(raw) or not raw.endswith(b"\n")):
        raise DataError(f"{path} is not as long as it was written.")
    return Stored(raw, ends)
