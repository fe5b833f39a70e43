"""One ranker over all evidence: a weight for each feature, learned on held-out texts.

A conditional logit: the probability of a candidate is the softmax, over the candidates,
of the weighted sum of its features. It was fitted by maximum likelihood on texts that
neither the encoder nor the index had seen, so its probabilities mean what they say for
such texts; each weight times its feature is exactly what the evidence contributed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from classifier.features import FEATURES, MADE_OF
from classifier.types import Source
from hs_data import DataError

MODEL: Final = Path(__file__).parent / "model" / "ranker.json"
"""The shipped weights."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """A weight for each of `FEATURES`, in their order."""

    weights: tuple[float, ...]

    def logits(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Weighted sums of features (..., len(FEATURES)), the greater the likelier."""
        total: NDArray[np.float64] = features.astype(np.float64) @ np.array(self.weights)
        return total

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of each candidate of each text, (texts, candidates); rows sum to 1."""
        logits = self.logits(features)
        mass = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = mass / mass.sum(axis=1, keepdims=True)
        return shares

    def contributions(
        self, seen: NDArray[np.float32], wanted: Sequence[int] | None = None
    ) -> list[dict[Source, float]]:
        """What each kind of evidence adds to each candidate's log-odds above the average candidate.

        Args:
            seen: features of one text's candidates, (candidates, len(FEATURES)).
            wanted: the candidates to tell of, in this order; all by default.

        Returns:
            For each candidate, kind of evidence -> contribution: what each feature adds
            is told with what it is made of.
        """
        chosen = seen if wanted is None else seen[list(wanted)]
        parts = (chosen - seen.mean(axis=0)).astype(np.float64) * np.array(self.weights)
        told: list[dict[Source, float]] = []
        for row in parts.tolist():
            sums: dict[Source, float] = dict.fromkeys(MADE_OF.values(), 0.0)
            for name, value in zip(FEATURES, row, strict=True):
                sums[MADE_OF[name]] += value
            told.append(sums)
        return told

    def save(self, path: Path, manifest: dict[str, Any]) -> None:
        """Write the weights by name, with how they were made."""
        weights = dict(zip(FEATURES, (round(w, 6) for w in self.weights), strict=True))
        text = json.dumps({"weights": weights, **manifest}, indent=2, sort_keys=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = MODEL) -> Ranker:
        """Read weights that `save` wrote.

        Raises:
            DataError: the file is missing, or of other features than this software's.
        """
        try:
            weights = json.loads(path.read_text(encoding="utf-8"))["weights"]
            return cls(tuple(float(weights[name]) for name in FEATURES))
        except (OSError, ValueError, KeyError) as error:
            raise DataError(
                f"The ranker {path} cannot be read ({error}); `python -m classifier.train` "
                "makes it."
            ) from error


@lru_cache(maxsize=1)
def shipped() -> Ranker:
    """The shipped ranker, read once a process."""
    return Ranker.load()
