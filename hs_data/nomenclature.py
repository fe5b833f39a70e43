"""The Harmonized System as a tree that can be looked up, walked and searched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from hs_data.code import HSCode
from hs_data.errors import DataError, UnknownCodeError
from hs_data.languages import Language, by_language
from hs_data.records import HSEntry, Section
from hs_data.tables import SECTION_COLUMNS, TABLES, read_kind, read_table

EDITION = "HS 2022"


class Nomenclature:
    """All chapters, headings and subheadings of one edition, sorted by code."""

    def __init__(self, entries: list[HSEntry], sections: list[Section]) -> None:
        self._entries = {entry.code: entry for entry in sorted(entries, key=lambda e: e.code)}
        self._order = [code.digits for code in self._entries]
        self.sections = tuple(sections)
        if len(self._entries) != len(entries):
            raise DataError("The nomenclature holds a code twice; run `tasnif data check`.")

    @classmethod
    def load(cls, root: Path = TABLES) -> Nomenclature:
        """Read the shipped tables (or those under `root`).

        Raises:
            DataError: a table is missing or malformed.
        """
        entries = [
            HSEntry(HSCode(code), by_language(texts))
            for code, *texts in read_kind("nomenclature", root)
        ]
        sections = [
            Section(numeral, first, last, by_language(texts))
            for numeral, first, last, *texts in read_table(root / "sections.tsv", SECTION_COLUMNS)
        ]
        sections.sort(key=lambda section: section.first)
        return cls(entries, sections)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[HSEntry]:
        return iter(self._entries.values())

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def __getitem__(self, code: HSCode | str) -> HSEntry:
        """The entry of a code.

        Raises:
            UnknownCodeError: the code is malformed or not in this edition.
        """
        wanted = HSCode.parse(code) if isinstance(code, str) else code
        try:
            return self._entries[wanted]
        except KeyError:
            raise UnknownCodeError(self._unknown(wanted)) from None

    def _unknown(self, code: HSCode) -> str:
        parent = code.parent
        while parent is not None and parent not in self._entries:
            parent = parent.parent
        hint = f" The nearest code above it is {parent}." if parent else ""
        return f"{EDITION} has no code {code}.{hint}"

    def ancestors(self, code: HSCode) -> tuple[HSEntry, ...]:
        """The entries above a code, chapter first; empty for a chapter."""
        above: list[HSEntry] = []
        parent = code.parent
        while parent is not None:
            above.append(self[parent])
            parent = parent.parent
        return tuple(reversed(above))

    def children(self, code: HSCode) -> tuple[HSEntry, ...]:
        """The entries one level below a code, in order; empty for a subheading."""
        level = code.level + 2
        return tuple(e for e in self.starting_with(code.digits) if e.code.level == level)

    def siblings(self, code: HSCode) -> tuple[HSEntry, ...]:
        """The other entries under the same parent (the other chapters, for a chapter)."""
        level = code.level
        family = (
            self.children(code.parent)
            if code.parent
            else tuple(entry for entry in self if entry.code.level == level)
        )
        return tuple(entry for entry in family if entry.code != code)

    def starting_with(self, prefix: str) -> tuple[HSEntry, ...]:
        """All entries whose digits begin with `prefix`, in order; any length of prefix."""
        start = bisect_left(self._order, prefix)
        found: list[HSEntry] = []
        for digits in self._order[start:]:
            if not digits.startswith(prefix):
                break
            found.append(self._entries[HSCode(digits)])
        return tuple(found)

    def section_of(self, code: HSCode) -> Section:
        """The section that the code's chapter belongs to."""
        chapter = code.digits[:2]
        for section in self.sections:
            if section.first <= chapter <= section.last:
                return section
        raise UnknownCodeError(f"{EDITION} has no chapter {chapter}.")

    def path_text(self, code: HSCode, language: Language = "en") -> str:
        """The descriptions from chapter to code, joined for reading."""
        path = (*self.ancestors(code), self[code])
        return " › ".join(entry.describe(language) for entry in path)

    @cached_property
    def subheadings(self) -> tuple[HSEntry, ...]:
        """The six-digit entries, in order."""
        return tuple(e for e in self if e.code.level == 6)  # noqa: PLR2004


@lru_cache(maxsize=1)
def nomenclature() -> Nomenclature:
    """The shipped nomenclature, read once a process."""
    return Nomenclature.load()
