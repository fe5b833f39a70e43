"""Plain baselines that see the English descriptions of the subheadings and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from eval.cases import Case
from eval.measures.ranking import DEPTH
from eval.systems.base import Ranking
from hs_data import HSCode, nomenclature
from index import Encoder, normalise

_ROUND = 6


class _OverDescriptions:
    """What the baselines share."""

    probabilities = False
    batch = 256
    timed = True

    @cached_property
    def codes(self) -> list[HSCode]:
        """The subheadings, in order."""
        return [entry.code for entry in nomenclature().subheadings]

    @cached_property
    def texts(self) -> list[str]:
        """Their descriptions."""
        return [entry.describe("en") for entry in nomenclature().subheadings]

    def size(self) -> int | None:
        """None: there is no model on disk."""
        return None

    def _first(self, scores: NDArray[np.float32]) -> Ranking:
        order = np.argsort(-scores, kind="stable")[:DEPTH].tolist()
        best = [place for place in order if scores[place] > 0]
        return Ranking(
            tuple(self.codes[place] for place in best),
            tuple(round(float(scores[place]), _ROUND) for place in best),
        )


class BM25System(_OverDescriptions):
    """BM25 over the English descriptions, words as bm25s splits and stops them."""

    def __init__(self, name: str = "bm25") -> None:
        self.name = name

    @property
    def identity(self) -> str:
        """The library's version."""
        return f"bm25s {version('bm25s')}"

    def load(self) -> None:
        """Index the descriptions."""
        self._scorer = bm25s.BM25()
        self._scorer.index(bm25s.tokenize(self.texts, show_progress=False), show_progress=False)

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """Rankings by BM25 score; codes that share no word are left out."""
        ranked: list[Ranking] = []
        for case in cases:
            tokens = bm25s.tokenize([case.text], return_ids=False, show_progress=False)[0]
            known = [token for token in tokens if token in self._scorer.vocab_dict]
            ranked.append(self._first(self._scorer.get_scores(known)) if known else Ranking(()))
        return ranked


class DenseSystem(_OverDescriptions):
    """Raw sentence vectors over the English descriptions."""

    def __init__(self, name: str, encoder: Encoder) -> None:
        self.name = name
        self._encoder = encoder

    @property
    def identity(self) -> str:
        """The model and its weights."""
        return self._encoder.identity

    def load(self) -> None:
        """Encode the descriptions."""
        self._vectors = self._encoder.encode(self.texts)

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """Rankings by cosine."""
        similarities = self._encoder.encode([case.text for case in cases]) @ self._vectors.T
        return [self._first(row) for row in similarities]


class FuzzySystem(_OverDescriptions):
    """Near-spelling match of whole texts by rapidfuzz."""

    def __init__(self, name: str = "fuzzy") -> None:
        self.name = name

    @property
    def identity(self) -> str:
        """The library's version."""
        return f"rapidfuzz {version('rapidfuzz')}"

    def load(self) -> None:
        """Normalise the descriptions."""
        self._choices = [normalise(text) for text in self.texts]

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """Rankings by token-set ratio."""
        ranked: list[Ranking] = []
        for case in cases:
            found = process.extract(
                normalise(case.text), self._choices, scorer=fuzz.token_set_ratio, limit=DEPTH
            )
            ranked.append(
                Ranking(
                    tuple(self.codes[place] for _, _, place in found),
                    tuple(round(float(score), _ROUND) for _, score, _ in found),
                )
            )
        return ranked
