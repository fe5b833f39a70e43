"""The classifier: a text in, a classification out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from classifier.compatibility import Compatibility
from classifier.errors import AnswerError
from classifier.evidence import Reader, explain
from classifier.features import features, heading_numbers
from classifier.looked import Looked
from classifier.outcome import decide, deepest, roll_up
from classifier.question import Asker
from classifier.ranker import Ranker, shipped
from classifier.reading import read, unsearchable
from classifier.types import (
    Answered,
    Classification,
    Evidence,
    Outcome,
    Query,
    Reason,
    RollUp,
    Suggestion,
    Versions,
)
from hs_data import Boundary, HSCode, __version__, nomenclature
from hs_data.knowledge import boundaries_by_heading
from index import DEFAULT_ENCODER, HSIndex, SearchIndexError, Weights, open_encoder
from index.hsindex import BuildProgress

_BATCH: Final = 256
"""Texts searched at once; bounds the memory of a catalogue."""

_PHRASES: Final = "phrases.json"
"""Where the vocabulary's phrases are kept, in the folder of the index: both are made of
the same tables by the same way of splitting words, so they go stale together."""

_ROLL_UPS: Final = 5

_NEAR_BOUNDARY: Final = 0.3
"""Likeness (0 to 1) to the goods of a boundary from which it is worth telling."""


def cache_folder(cache: Path | None = None) -> Path:
    """Where built indexes are kept: `cache`, or this user's cache folder."""
    return (cache or user_cache_path("tasnif")) / "index"


class Classifier:
    """Classifies texts over a loaded index. Holds no state of its own between calls."""

    def __init__(
        self,
        index: HSIndex,
        ranker: Ranker | None = None,
        compatibility: Compatibility | None = None,
    ) -> None:
        self.index = index
        self.ranker = ranker or shipped()
        self.nomenclature = index.nomenclature
        identity = index.identity
        self.versions = Versions(__version__, identity.edition, identity.data, identity.encoder)
        self._codes = index.pool.subheadings
        self._headings = heading_numbers(self._codes)
        self.compatibility = compatibility or Compatibility.load(self._codes)
        self._asker = Asker(self.compatibility, self._codes)
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
        index: HSIndex | None = None
        if not rebuild:
            # None yet, or broken on disk: the build below puts it right.
            with suppress(SearchIndexError):
                index = HSIndex.load(folder, tree, model)
        if index is None:
            index = HSIndex.build(tree, model, progress)
            index.save(folder)
        kept = folder / _PHRASES
        return cls(index, compatibility=Compatibility.load(index.pool.subheadings, kept))

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

    def answer(self, answer: Classification, values: Sequence[str], top: int = 5) -> Classification:
        """The classification once its question is answered; the search is not repeated.

        Args:
            answer: a classification with a question.
            values: the values of the option chosen.
            top: how many suggestions to give.

        Raises:
            AnswerError: there is no question, or the values are none of its options.
        """
        if answer.question is None or answer.looked is None:
            raise AnswerError("This answer asks no question; describe the goods in other words.")
        options = [option.values for option in answer.question.options]
        if tuple(values) not in options:
            offered = "; ".join(", ".join(option) for option in options)
            raise AnswerError(
                f"{', '.join(values) or 'nothing'!r} is not among the answers offered: {offered}."
            )
        answered = (*answer.answered, Answered(answer.question, tuple(values)))
        return self._answer(answer.query, answer.looked, top, answered)

    def reply(
        self, answer: Classification, attribute: str, values: Sequence[str], top: int = 5
    ) -> Classification:
        """As `answer`, for an answer that came back from outside with its attribute's name.

        Raises:
            AnswerError: another attribute was asked for, or the values are no option.
        """
        asked = answer.question.attribute if answer.question else None
        if asked is not None and attribute != asked:
            raise AnswerError(f"The question is about {asked!r}, the answer about {attribute!r}.")
        return self.answer(answer, values, top)

    def _look(self, texts: Sequence[str]) -> Iterator[Looked]:
        """Search normalised texts, a batch at a time, and weigh what is found."""
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            found = self.index.find(batch)
            readings = [self.compatibility.reader.read(text) for text in batch]
            fits = self.compatibility.features(readings, found.places)
            seen = features(found, self._headings, fits)
            mass = self.ranker.probabilities(seen)
            for text, reading in enumerate(readings):
                yield Looked(found, text, reading, seen[text], mass[text])

    def _refuse(self, query: Query, reason: Reason) -> Classification:
        words_of_people = reason in {"greeting", "address"}
        outcome: Outcome = "not_goods" if words_of_people else "unreadable"
        return Classification(query, outcome, reason, (), (), (), None, self.versions)

    def _answer(
        self, query: Query, looked: Looked, top: int, answered: tuple[Answered, ...] = ()
    ) -> Classification:
        looked = looked.after(self._asker, answered)
        found, text, chances = looked.found, looked.text, looked.mass.tolist()
        order = looked.best(top)
        codes = [self._codes[place] for place in looked.places]
        headings = roll_up(codes, chances, 4, self.nomenclature, _ROLL_UPS)
        chapters = roll_up(codes, chances, 2, self.nomenclature, _ROLL_UPS)
        support = float(found.scores[text, order[0]] @ self._support)
        outcome, reason = decide(support, chances[order[0]], chapters[0].probability)
        if outcome == "not_goods":
            return Classification(query, outcome, reason, (), (), (), None, self.versions)
        suggestions = self._suggest(query, looked, order, {a.question.attribute for a in answered})
        best = RollUp(suggestions[0].entry, suggestions[0].probability)
        return Classification(
            query,
            outcome,
            reason,
            suggestions,
            headings,
            chapters,
            deepest([best, headings[0], chapters[0]]),
            self.versions,
            self._asker.ask(
                looked.places,
                looked.mass,
                looked.reading,
                [done.question.attribute for done in answered],
            ),
            answered,
            looked,
        )

    def _suggest(
        self, query: Query, looked: Looked, order: Sequence[int], answered: Collection[str]
    ) -> tuple[Suggestion, ...]:
        reader = Reader(query.raw, self.index.lexical.speller)
        contributions = self.ranker.contributions(looked.seen, order)
        suggestions = []
        for place, told in zip(order, contributions, strict=True):
            chance = float(looked.mass[place])
            candidate = self.index.candidate(looked.found, looked.text, place, chance)
            row = int(looked.places[place])
            words = self.compatibility.stated_words(row, looked.reading)
            gain = told["attributes"]
            stated = Evidence("attributes", gain, words, "", "", "") if words else None
            assumed = self.compatibility.assumed(row, looked.reading)
            suggestions.append(
                Suggestion(
                    self.nomenclature[candidate.code],
                    chance,
                    explain(candidate.support, told, reader, stated),
                    tuple(one for one in assumed if one.attribute not in answered),
                    self._boundary(looked, place),
                )
            )
        return tuple(suggestions)

    def _boundary(self, looked: Looked, place: int) -> Boundary | None:
        """The boundary of a candidate's heading that the text comes nearest to."""
        row = int(looked.found.away_rows[looked.text, place])
        if row < 0 or looked.found.away[looked.text, place] < _NEAR_BOUNDARY:
            return None
        passage = self.index.passages[row]
        drawn = boundaries_by_heading().get(passage.leaves, ())
        return next(
            (b for b in drawn if b.goods == passage.text and b.goes_to == passage.code), None
        )

    def ranked_codes(self, texts: Sequence[str], top: int = 10) -> list[list[HSCode]]:
        """The best codes of each text whatever the outcome, for measuring."""
        return [
            [self._codes[looked.places[place]] for place in looked.best(top)]
            for looked in self._look([read(text).text for text in texts])
        ]
