"""The vocabulary of attributes, compiled: values as bits, and the phrases that name them.

Texts and names are cut the same way: normalised, stemmed, without stopwords. Only the
words that deny ("without", "sans", "بدون") are kept, since they turn a phrase round.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from hs_data import ANSWER_LANGUAGES, Language
from hs_data.knowledge import broader, vocabulary
from hs_data.measures import MEASURE, spoken
from hs_data.tables import TABLES
from index.normalise import normalise
from index.tokens import STOPWORDS, bare, stem


def word_set(words: str) -> frozenset[str]:
    """Words written in one string, separated by spaces."""
    return frozenset(words.split())


NEGATIONS: Final = word_set(
    "no not without non sans pas ni sin nor neither excluding except sauf hors free "
    "بدون بلا غير ليس ليست ماشي خال خالي دون bla bila machi blach"
)
"""Words that deny what follows ("free", what precedes), normalised."""

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)?\s*%|[^\W_]+(?:'[^\W_]+)?|[,;:.()&+/-]")

_JOIN: Final[dict[Language, str]] = {"en": " or ", "fr": " ou ", "ar": " أو ", "es": " o "}
_MOST_NAMES: Final = 3

Value = tuple[str, str]
"""An attribute and one of its values, by name: ("material", "wool")."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a share or a mark of a text.

    `key` is the stem that phrases are compared by, empty for what no phrase holds
    (a stopword, a mark, a share).
    """

    text: str
    key: str

    @property
    def share(self) -> float | None:
        """The percentage, where this is one."""
        if not self.text.endswith("%"):
            return None
        return float(self.text.rstrip("% ").replace(",", "."))


@lru_cache(100_000)
def _key(word: str) -> str:
    plain = bare(word)
    if plain in NEGATIONS:
        return plain
    if plain in STOPWORDS or not any(c.isalpha() for c in plain):
        return ""
    return stem(plain)


def tokens(text: str) -> list[Token]:
    """The words, shares and marks of a raw or normalised text, in order."""
    found = _WORD.findall(normalise(text))
    return [Token(word, "" if word.endswith("%") else _key(word)) for word in found]


def _gather(mask: int, related: Sequence[int]) -> int:
    """The masks of all values in a mask, together."""
    found = 0
    while mask:
        low = mask & -mask
        found |= related[low.bit_length() - 1]
        mask ^= low
    return found


class Vocabulary:
    """Attribute values as bits of a mask per attribute, and how texts name them.

    Args:
        names: (attribute, value) -> language -> names.
        parents: (attribute, value) -> the values that it is a kind of.
        kept: a file where the phrases are kept, so that they are cut only once; it must
            lie where nothing else but these names is kept.
    """

    def __init__(
        self,
        names: Mapping[Value, Mapping[str, tuple[str, ...]]],
        parents: Mapping[Value, frozenset[str]],
        kept: Path | None = None,
    ) -> None:
        self.names = names
        self._bit: dict[Value, int] = {}
        self._values: dict[str, list[str]] = {}
        for attribute, value in names:
            of_attribute = self._values.setdefault(attribute, [])
            self._bit[attribute, value] = len(of_attribute)
            of_attribute.append(value)
        self._parents = parents
        self.up: dict[str, list[int]] = {
            attribute: [self._closure(attribute, value) for value in values]
            for attribute, values in self._values.items()
        }
        self._down: dict[str, list[int]] = {
            attribute: self._turned(up) for attribute, up in self.up.items()
        }
        self._phrases: dict[str, list[tuple[tuple[str, ...], list[Value]]]] = {}
        self._labels: dict[tuple[str, tuple[str, ...]], dict[Language, str]] = {}
        for *keys, meanings in self._kept(kept):
            phrase = (tuple(keys), [tuple(value) for value in meanings])
            self._phrases.setdefault(keys[0], []).append(phrase)

    @classmethod
    def load(
        cls, root: Path = TABLES, measures: Iterable[str] = (), kept: Path | None = None
    ) -> Vocabulary:
        """Compile the shipped tables.

        Args:
            root: where the tables are.
            measures: the thresholds that rules use; they are in no table of names.
            kept: see `Vocabulary`.

        Raises:
            DataError: a table is missing or malformed.
        """
        names: dict[Value, Mapping[str, tuple[str, ...]]] = dict(vocabulary(root))
        names.update({(MEASURE, value): {} for value in measures})
        return cls(names, broader(root), kept)

    def _closure(self, attribute: str, value: str) -> int:
        mask, waiting = 0, [value]
        while waiting:
            here = waiting.pop()
            bit = 1 << self._bit[attribute, here]
            if not mask & bit:
                mask |= bit
                waiting += self._parents.get((attribute, here), frozenset())
        return mask

    @staticmethod
    def _turned(up: Sequence[int]) -> list[int]:
        """For each value the mask of its kinds, itself included, from what each is a kind of."""
        down = [0] * len(up)
        for value, above in enumerate(up):
            left = above
            while left:
                low = left & -left
                down[low.bit_length() - 1] |= 1 << value
                left ^= low
        return down

    def _kept(self, path: Path | None) -> list[list[Any]]:
        """The phrases from the file where they are kept, or cut now and kept there.

        Cutting twenty thousand names costs half a second of every start. A file that is
        missing or broken is written again; where it cannot be, the next start cuts again.
        """
        if path is None:
            return self._collect()
        try:
            found: list[list[Any]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = self._collect()
            with contextlib.suppress(OSError):
                scratch = path.with_name(f"{path.name}.{os.getpid()}")
                scratch.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
                scratch.replace(path)
        return found

    def _collect(self) -> list[list[Any]]:
        """Each phrase as its words and then the values it names, longer ones first."""
        meanings: dict[tuple[str, ...], dict[Value, None]] = {}
        for value, by_language in self.names.items():
            for names in by_language.values():
                for name in names:
                    keys = tuple(token.key for token in tokens(name) if token.key)
                    # A single letter or pair ("or", "os") is too often another word.
                    if len("".join(keys)) > 2 and not NEGATIONS.issuperset(keys):  # noqa: PLR2004
                        meanings.setdefault(keys, {})[value] = None
        ranked = sorted(meanings.items(), key=lambda phrase: -len(phrase[0]))
        return [[*keys, list(values)] for keys, values in ranked]

    def mask(self, attribute: str, values: Iterable[str]) -> int:
        """Values of an attribute as one mask; those not in the vocabulary are left out."""
        found = 0
        for value in values:
            if (attribute, value) in self._bit:
                found |= 1 << self._bit[attribute, value]
        return found

    def widen(self, attribute: str, mask: int) -> int:
        """A mask and everything that its values are kinds of."""
        return _gather(mask, self.up.get(attribute, []))

    def narrow(self, attribute: str, mask: int) -> int:
        """A mask and every kind of its values."""
        return _gather(mask, self._down.get(attribute, []))

    def unpack(self, attribute: str, mask: int) -> list[str]:
        """The names of the values in a mask, in table order."""
        values, found = self._values.get(attribute, []), []
        while mask:
            low = mask & -mask
            found.append(values[low.bit_length() - 1])
            mask ^= low
        return found

    def longest(self, keys: list[str], start: int) -> tuple[int, list[Value]]:
        """The longest phrase that begins at a word: how many words, and what it may mean."""
        for phrase, values in self._phrases.get(keys[start], ()):
            if tuple(keys[start : start + len(phrase)]) == phrase:
                return len(phrase), values
        return 0, []

    def label(self, attribute: str, values: Sequence[str]) -> dict[Language, str]:
        """Values as a person reads them, by language: "wool or fine animal hair"."""
        key = (attribute, tuple(values))
        if key not in self._labels:
            self._labels[key] = self._label(*key)
        return self._labels[key]

    def _label(self, attribute: str, values: tuple[str, ...]) -> dict[Language, str]:
        return {
            language: _JOIN[language].join(
                self.name(attribute, value, language) for value in values[:_MOST_NAMES]
            )
            for language in ANSWER_LANGUAGES
        }

    def name(self, attribute: str, value: str, language: Language) -> str:
        """What a value is called in a language; in English where it has no name there."""
        if attribute == MEASURE:
            return spoken(value, language)
        by_language = self.names[attribute, value]
        return (by_language.get(language) or by_language["en"])[0]
