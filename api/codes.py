"""Searching the nomenclature itself: by the start of a code, or by words of descriptions."""

from __future__ import annotations

from functools import lru_cache

from hs_data import HSEntry, Language, Nomenclature
from index.tokens import words

_CHAPTER = 2


class CodeSearch:
    """Finds entries by digits or words; words of a language are split once, when first asked."""

    def __init__(self, tree: Nomenclature) -> None:
        self._tree = tree
        self._entries = list(tree)
        self._words = lru_cache(maxsize=None)(self._split)

    def _split(self, language: Language) -> list[tuple[frozenset[str], int]]:
        found = [words(entry.describe(language)).keys for entry in self._entries]
        return [(frozenset(keys), len(keys)) for keys in found]

    def search(self, query: str, language: Language, limit: int) -> list[HSEntry]:
        """Entries for digits (their start) or words (most shared first); chapters for nothing.

        Words are compared with the descriptions in the language asked for and in English.
        """
        asked = query.strip()
        if not asked:
            return [entry for entry in self._entries if entry.code.level == _CHAPTER]
        digits = asked.replace(".", "").replace(" ", "")
        if digits.isascii() and digits.isdigit():
            return list(self._tree.starting_with(digits)[:limit])
        wanted = frozenset(words(asked).keys)
        scored: dict[str, tuple[float, HSEntry]] = {}
        languages: tuple[Language, ...] = (language, "en")
        for spoken in dict.fromkeys(languages):
            for entry, (keys, count) in zip(self._entries, self._words(spoken), strict=True):
                if met := len(wanted & keys):
                    # Of equals, the shorter description says more.
                    score = met + met / (10 + count)
                    if score > scored.get(entry.code.digits, (0.0, entry))[0]:
                        scored[entry.code.digits] = (score, entry)
        ranked = sorted(scored.items(), key=lambda item: (-item[1][0], item[0]))
        return [entry for _, (_, entry) in ranked[:limit]]
