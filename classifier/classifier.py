"""The classifier: a text in, a classification out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from classifier.evidence import explain
from classifier.outcome import decide, roll_up, shares
from classifier.reading import read, unsearchable
from classifier.types import Classification, Outcome, Query, Reason, Suggestion, Versions
from hs_data import HSCode, Nomenclature, __version__, nomenclature
from index import DEFAULT_ENCODER, Candidate, HSIndex, SearchIndexError, SentenceEncoder, Weights
from index.hsindex import BuildProgress

_BATCH: Final = 256
_CONSIDERED: Final = 50
"""Candidates whose support is shared out; the rest is noise."""

_ROLL_UPS: Final = 5


def cache_folder(cache: Path | None = None) -> Path:
    """Where built indexes are kept: `cache`, or this user's cache folder."""
    return (cache or user_cache_path("tasnif")) / "index"


class Classifier:
    """Classifies texts over a loaded index. Holds no state of its own between calls."""

    def __init__(self, index: HSIndex, weights: Weights | None = None) -> None:
        self.index = index
        self.weights = weights or Weights()
        self.nomenclature: Nomenclature = index.nomenclature
        identity = index.identity
        self.versions = Versions(__version__, identity.edition, identity.data, identity.encoder)

    @classmethod
    def load(
        cls,
        model: str = DEFAULT_ENCODER,
        cache: Path | None = None,
        progress: BuildProgress | None = None,
        rebuild: bool = False,
    ) -> Classifier:
        """Load the index of the shipped data, building it first where there is none yet.

        Args:
            model: name or folder of a sentence-transformers model.
            cache: where built indexes are kept, instead of this user's cache folder.
            progress: told of a build as it goes.
            rebuild: build even where a good index is there.

        Raises:
            EncoderError: the model cannot be loaded.
            DataError: a table is missing or malformed.
        """
        tree = nomenclature()
        encoder = SentenceEncoder(model)
        folder = cache_folder(cache) / HSIndex.identify(encoder).key
        if not rebuild:
            try:
                return cls(HSIndex.load(folder, tree, encoder))
            except SearchIndexError:
                pass  # none yet, or broken on disk: the build below puts it right
        index = HSIndex.build(tree, encoder, progress)
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
        for start in range(0, len(waiting), _BATCH):
            batch = waiting[start : start + _BATCH]
            found = self.index.search([q.text for q in batch], _CONSIDERED, self.weights)
            for query, candidates in zip(batch, found, strict=True):
                answers[query.raw] = self._answer(query, candidates, top)
        return [answers[text] for text in texts]

    def _refuse(self, query: Query, reason: Reason) -> Classification:
        words_of_people = reason in {"greeting", "address"}
        outcome: Outcome = "not_goods" if words_of_people else "unreadable"
        return Classification(query, outcome, reason, (), (), (), self.versions)

    def _answer(self, query: Query, candidates: list[Candidate], top: int) -> Classification:
        mass = shares(candidates)
        headings = roll_up(candidates, mass, 4, self.nomenclature)
        chapters = roll_up(candidates, mass, 2, self.nomenclature)
        outcome, reason = decide(candidates, mass, chapters)
        if outcome == "not_goods":
            return Classification(query, outcome, reason, (), (), (), self.versions)
        suggestions = tuple(
            Suggestion(
                self.nomenclature[candidate.code],
                candidate.score,
                share,
                explain(query.raw, candidate, self.weights, self.index.lexical.speller),
            )
            for candidate, share in list(zip(candidates, mass, strict=True))[:top]
        )
        return Classification(
            query,
            outcome,
            reason,
            suggestions,
            headings[:_ROLL_UPS],
            chapters[:_ROLL_UPS],
            self.versions,
        )

    def ranked_codes(self, texts: Sequence[str], top: int = 10) -> list[list[HSCode]]:
        """The best codes of each text whatever the outcome, for measuring."""
        ranked: list[list[HSCode]] = []
        for start in range(0, len(texts), _BATCH):
            batch = [read(text).text for text in texts[start : start + _BATCH]]
            found = self.index.search(batch, top, self.weights)
            ranked += [[candidate.code for candidate in candidates] for candidates in found]
        return ranked
