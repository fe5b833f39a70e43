"""The systems that are measured side by side: Tasnif and the plain baselines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, Protocol

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

from classifier import Classifier
from eval.errors import CaseError
from hs_data import HSCode, nomenclature
from index import Encoder, SentenceEncoder, normalise

DEPTH: Final = 10


class System(Protocol):
    """Anything that ranks subheadings for texts."""

    name: str

    def load(self) -> None:
        """Get ready; not counted in the rate."""

    def rank(self, texts: Sequence[str]) -> list[list[HSCode]]:
        """The first `DEPTH` subheadings of each text, best first."""


class _OverDescriptions:
    """A baseline that sees the English descriptions of the subheadings and nothing else."""

    @cached_property
    def codes(self) -> list[HSCode]:
        """The subheadings, in order."""
        return [entry.code for entry in nomenclature().subheadings]

    @cached_property
    def texts(self) -> list[str]:
        """Their descriptions."""
        return [entry.describe("en") for entry in nomenclature().subheadings]

    def _first(self, scores: np.ndarray[tuple[int], np.dtype[np.float32]]) -> list[HSCode]:
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [self.codes[place] for place in best if scores[place] > 0]


class TasnifSystem:
    """The classifier as it ships."""

    name = "tasnif"

    def __init__(self, loader: Callable[[], Classifier]) -> None:
        self._loader = loader
        self._classifier: Classifier | None = None

    def load(self) -> None:
        """Load the classifier, building its index if need be."""
        self._classifier = self._loader()

    def rank(self, texts: Sequence[str]) -> list[list[HSCode]]:
        """Rankings by the whole pipeline, whatever the outcome."""
        if self._classifier is None:
            self.load()
        assert self._classifier is not None
        return self._classifier.ranked_codes(texts, DEPTH)


class BM25System(_OverDescriptions):
    """BM25 over the English descriptions, words as bm25s splits and stops them."""

    name = "bm25"

    def load(self) -> None:
        """Index the descriptions."""
        self._scorer = bm25s.BM25()
        self._scorer.index(bm25s.tokenize(self.texts, show_progress=False), show_progress=False)

    def rank(self, texts: Sequence[str]) -> list[list[HSCode]]:
        """Rankings by BM25 score; codes that share no word are left out."""
        ranked: list[list[HSCode]] = []
        for text in texts:
            tokens = bm25s.tokenize([text], return_ids=False, show_progress=False)[0]
            known = [token for token in tokens if token in self._scorer.vocab_dict]
            ranked.append(self._first(self._scorer.get_scores(known)) if known else [])
        return ranked


class DenseSystem(_OverDescriptions):
    """Raw sentence vectors over the English descriptions."""

    def __init__(self, name: str, encoder: Encoder) -> None:
        self.name = name
        self._encoder = encoder

    def load(self) -> None:
        """Encode the descriptions."""
        self._vectors = self._encoder.encode(self.texts)

    def rank(self, texts: Sequence[str]) -> list[list[HSCode]]:
        """Rankings by cosine."""
        similarities = self._encoder.encode(texts) @ self._vectors.T
        return [self._first(row) for row in similarities]


class FuzzySystem(_OverDescriptions):
    """Near-spelling match of whole texts by rapidfuzz."""

    name = "fuzzy"

    def load(self) -> None:
        """Normalise the descriptions."""
        self._choices = [normalise(text) for text in self.texts]

    def rank(self, texts: Sequence[str]) -> list[list[HSCode]]:
        """Rankings by token-set ratio."""
        return [
            [
                self.codes[place]
                for _, _, place in process.extract(
                    normalise(text), self._choices, scorer=fuzz.token_set_ratio, limit=DEPTH
                )
            ]
            for text in texts
        ]


NAMES: Final = ("tasnif", "bm25", "minilm", "fuzzy")


def make(name: str, loader: Callable[[], Classifier]) -> System:
    """A system by name.

    Raises:
        CaseError: there is no system of that name.
    """
    if name == "tasnif":
        return TasnifSystem(loader)
    if name == "bm25":
        return BM25System()
    if name == "minilm":
        return DenseSystem(name, SentenceEncoder())
    if name == "fuzzy":
        return FuzzySystem()
    raise CaseError(f"There is no system {name!r}; choose from {', '.join(NAMES)}.")
