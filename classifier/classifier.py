"""The classifier: a text in, a classification out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from classifier.evidence import Reader, explain
from classifier.features import features, heading_numbers
from classifier.outcome import decide, deepest, roll_up
from classifier.ranker import Ranker, shipped
from classifier.reading import read, unsearchable
from classifier.types import (
    Classification,
    Outcome,
    Query,
    Reason,
    RollUp,
    Suggestion,
    Versions,
)
from hs_data import HSCode, __version__, nomenclature
from index import DEFAULT_ENCODER, Found, HSIndex, SearchIndexError, Weights, open_encoder
from index.hsindex import BuildProgress

_BATCH: Final = 256
"""Texts searched at once; bounds the memory of a catalogue."""

_ROLL_UPS: Final = 5


def cache_folder(cache: Path | None = None) -> Path:
    """Where built indexes are kept: `cache`, or this user's cache folder."""
    return (cache or user_cache_path("tasnif")) / "index"


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found for one text of a batch: candidates, their features, their probabilities."""

    found: Found
    text: int
    seen: NDArray[np.float32]
    mass: NDArray[np.float64]

    def best(self, top: int) -> list[int]:
        """Candidates by position in the batch's arrays, likeliest first."""
        order: list[int] = np.argsort(-self.mass, kind="stable")[:top].tolist()
        return order


class Classifier:
    """Classifies texts over a loaded index. Holds no state of its own between calls."""

    def __init__(self, index: HSIndex, ranker: Ranker | None = None) -> None:
        self.index = index
        self.ranker = ranker or shipped()
        self.nomenclature = index.nomenclature
        identity = index.identity
        self.versions = Versions(__version__, identity.edition, identity.data, identity.encoder)
        self._codes = index.pool.subheadings
        self._headings = heading_numbers(self._codes)
        self._support = Weights().array()

    @classmethod
    def load(
        cls,
        encoder: str = DEFAULT_ENCODER,
        cache: Path | None = None,
        progress: BuildProgress | None = None,
        rebuild: bool = False,
    ) -> Classifier:
        """Load the index of the shipped data, building it first where there is none yet.

        Args:
            encoder: `tasnif`, or name or folder of a sentence-transformers model.
            cache: where built indexes are kept, instead of this user's cache folder.
            progress: told of a build as it goes.
            rebuild: build even where a good index is there.

        Raises:
            EncoderError: the model cannot be loaded.
            DataError: a table is missing or malformed.
        """
        tree = nomenclature()
        model = open_encoder(encoder)
        folder = cache_folder(cache) / HSIndex.identify(model).key
        if not rebuild:
            try:
                return cls(HSIndex.load(folder, tree, model))
            except SearchIndexError:
                pass  # none yet, or broken on disk: the build below puts it right
        index = HSIndex.build(tree, model, progress)
        index.save(folder)
        return cls(index)

    def classify(self, text: str, top: int = 5) -> Classification:
        """Classify one text; never raises for what the text holds."""
        return self.classify_many([text], top)[0]

    def classify_many(self, texts: Sequence[str], top: int = 5) -> list[Classification]:
        """Classify texts, answers in their order; each different text is searched once."""
        answers: dict[str, Classification] = {}
        waiting: list[Query] = []
        for text in dict.fromkeys(texts):
            query = read(text)
            reason = unsearchable(query)
            if reason is None:
                waiting.append(query)
            else:
                answers[text] = self._refuse(query, reason)
        for query, looked in zip(waiting, self._look([q.text for q in waiting]), strict=True):
            answers[query.raw] = self._answer(query, looked, top)
        return [answers[text] for text in texts]

    def _look(self, texts: Sequence[str]) -> Iterator[_Looked]:
        """Search normalised texts, a batch at a time, and weigh what is found."""
        for start in range(0, len(texts), _BATCH):
            found = self.index.find(texts[start : start + _BATCH])
            seen = features(found, self._headings)
            mass = self.ranker.probabilities(seen)
            for text in range(len(mass)):
                yield _Looked(found, text, seen[text], mass[text])

    def _refuse(self, query: Query, reason: Reason) -> Classification:
        words_of_people = reason in {"greeting", "address"}
        outcome: Outcome = "not_goods" if words_of_people else "unreadable"
        return Classification(query, outcome, reason, (), (), (), None, self.versions)

    def _answer(self, query: Query, looked: _Looked, top: int) -> Classification:
        found, text, chances = looked.found, looked.text, looked.mass.tolist()
        order = looked.best(top)
        codes = [self._codes[place] for place in found.places[text]]
        headings = roll_up(codes, chances, 4, self.nomenclature)
        chapters = roll_up(codes, chances, 2, self.nomenclature)
        support = float(found.scores[text, order[0]] @ self._support)
        outcome, reason = decide(support, chances[order[0]], chapters[0].probability)
        if outcome == "not_goods":
            return Classification(query, outcome, reason, (), (), (), None, self.versions)
        reader = Reader(query.raw, self.index.lexical.speller)
        contributions = self.ranker.contributions(looked.seen)
        suggestions = []
        for place in order:
            candidate = self.index.candidate(found, text, place, chances[place])
            suggestions.append(
                Suggestion(
                    self.nomenclature[candidate.code],
                    chances[place],
                    explain(candidate.support, contributions[place], reader),
                )
            )
        best = RollUp(suggestions[0].entry, suggestions[0].probability)
        return Classification(
            query,
            outcome,
            reason,
            tuple(suggestions),
            headings[:_ROLL_UPS],
            chapters[:_ROLL_UPS],
            deepest([best, headings[0], chapters[0]]),
            self.versions,
        )

    def ranked_codes(self, texts: Sequence[str], top: int = 10) -> list[list[HSCode]]:
        """The best codes of each text whatever the outcome, for measuring."""
        return [
            [self._codes[looked.found.places[looked.text, place]] for place in looked.best(top)]
            for looked in self._look([read(text).text for text in texts])
        ]
