"""Tasnif itself, and Tasnif without one kind of evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from classifier import Classification, Classifier, Evidence, cache_folder
from classifier.features import FEATURES, MADE_OF
from classifier.ranker import MODEL, Ranker
from eval.cases import Case
from eval.errors import SpecError
from eval.measures.cost import size_of
from eval.measures.ranking import DEPTH
from eval.systems.base import REFUSALS, Ranking
from index import open_encoder

Loader = Callable[[], Classifier]

GROUPS: Final[tuple[str, ...]] = tuple(sorted(set(MADE_OF.values())))
"""The kinds of evidence, each made of one feature of the ranker or several."""

_ROUND: Final = 6


def without(ranker: Ranker, part: str) -> Ranker:
    """The ranker with no weight on one feature, or on all of a kind of evidence.

    Raises:
        SpecError: there is no such feature or kind.
    """
    gone = {name for name in FEATURES if part in {name, MADE_OF[name]}}
    if not gone:
        raise SpecError(
            f"The ranker has no evidence {part!r} to leave out; choose from {', '.join(GROUPS)}."
        )
    kept = zip(FEATURES, ranker.weights, strict=True)
    return replace(ranker, weights=tuple(0.0 if name in gone else w for name, w in kept))


class TasnifSystem:
    """The classifier as it ships, or an ablation of it, with its probabilities."""

    probabilities = True
    batch = 256

    def __init__(
        self, loader: Loader, name: str = "tasnif", encoder: str = "tasnif", ablated: str = ""
    ) -> None:
        self.name = name
        self._loader = loader
        self._encoder = encoder
        self._ablated = ablated

    @property
    def timed(self) -> bool:
        """Not for an ablation, which finds the words looked up that the whole has met."""
        return not self._ablated

    @property
    def identity(self) -> str:
        """Encoder, ranker, and what is left out of it."""
        ranker = hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12]
        left_out = f" without {self._ablated}" if self._ablated else ""
        return f"{open_encoder(self._encoder).identity} ranker@{ranker}{left_out}"

    @cached_property
    def classifier(self) -> Classifier:
        """The classifier, its index built if need be."""
        whole = self._loader()
        if not self._ablated:
            return whole
        return Classifier(whole.index, without(whole.ranker, self._ablated), whole.compatibility)

    def load(self) -> None:
        """Load the classifier."""
        _ = self.classifier

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """Suggestions with probabilities and the evidence of the first.

        For a text that it calls no goods the codes are those it would have suggested, so
        that ranking and refusing are measured apart; they have no probability.
        """
        answers = self.classifier.classify_many([case.text for case in cases], DEPTH)
        refused = [answer.query.raw for answer in answers if answer.outcome == "not_goods"]
        hidden = dict(zip(refused, self.classifier.ranked_codes(refused, DEPTH), strict=True))
        return [
            Ranking(tuple(hidden.get(answer.query.raw, ())), (), answer.outcome)
            if answer.outcome in REFUSALS
            else _ranking(answer)
            for answer in answers
        ]

    def size(self) -> int:
        """Encoder, ranker and built index."""
        folder = cache_folder() / self.classifier.index.identity.key
        model = getattr(self.classifier.index.encoder, "folder", None)
        return size_of(MODEL, folder, *([model] if model else []))


def _ranking(answer: Classification) -> Ranking:
    first = answer.suggestions[0]
    return Ranking(
        tuple(suggestion.code for suggestion in answer.suggestions),
        tuple(round(suggestion.probability, _ROUND) for suggestion in answer.suggestions),
        answer.outcome,
        tuple(_told(evidence) for evidence in first.evidence),
    )


def _told(evidence: Evidence) -> str:
    """One piece of evidence on one line."""
    line = f"{evidence.source} {evidence.contribution:+.2f}"
    if evidence.passage:
        line += f": {evidence.passage}"
    if evidence.words:
        line += f" [{', '.join(evidence.words)}]"
    if evidence.condition:
        line += f" ({evidence.condition})"
    return line
