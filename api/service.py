"""The classifier behind the doors: loaded once, and the answers in the API's shapes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus

from api import schemas
from api.codes import CodeSearch
from api.problems import RefusedError
from api.settings import Settings
from classifier import Classification, Classifier, RollUp, Suggestion
from classifier.explanation import explanation
from classifier.types import Question
from hs_data import Boundary, HSCode, HSEntry, Language, Nomenclature, nomenclature
from hs_data.knowledge import boundaries

_ECHO: int = 1000
"""Characters of a text that are given back."""

_LEAST_SURE: float = 0.5
"""Below this an open attribute of the first suggestions counts as missing information."""


class Service:
    """What every request shares. The classifier is read-only, so requests run side by side."""

    def __init__(self, settings: Settings, loader: Callable[[], Classifier] | None = None) -> None:
        self.settings = settings
        self._loader = loader or (lambda: Classifier.load(settings.encoder, settings.cache))
        self._lock = threading.Lock()
        self._classifier: Classifier | None = None
        self.tree: Nomenclature = nomenclature()
        self.codes = CodeSearch(self.tree)
        self._boundaries: dict[str, list[Boundary]] | None = None

    @property
    def ready(self) -> bool:
        """Whether the model is loaded."""
        return self._classifier is not None

    @property
    def classifier(self) -> Classifier:
        """The classifier, loaded by whoever asks first; others wait for it."""
        with self._lock:
            if self._classifier is None:
                self._classifier = self._loader()
                self._classifier.classify("warm up")
            return self._classifier

    def check(self, texts: Sequence[str]) -> None:
        """Refuse what is above the limits.

        Raises:
            RefusedError: too many texts, or one too long.
        """
        most, longest = self.settings.max_batch, self.settings.max_text
        if len(texts) > most:
            raise RefusedError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"{len(texts)} texts in one request; send at most {most} at a time.",
            )
        for number, text in enumerate(texts, start=1):
            if len(text) > longest:
                raise RefusedError(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"Text {number} has {len(text)} characters; describe one product in at "
                    f"most {longest}.",
                )

    def classify(self, texts: Sequence[str], top: int) -> list[Classification]:
        """Classify within the limits.

        Raises:
            RefusedError: too many texts, or one too long.
        """
        self.check(texts)
        return self.classifier.classify_many(texts, top)

    def answer(self, text: str, given: Sequence[schemas.Given], top: int) -> Classification:
        """Classify a text and apply answers in their order.

        Raises:
            RefusedError: the text is too long.
            AnswerError: an answer is to another question than the one asked, or not offered.
        """
        [answer] = self.classify([text], top)
        for one in given:
            answer = self.classifier.reply(answer, one.attribute, one.values, top)
        return answer

    def boundaries_of(self, code: HSCode) -> list[Boundary]:
        """The boundaries of a code's heading."""
        if self._boundaries is None:
            found: dict[str, list[Boundary]] = {}
            for drawn in boundaries():
                found.setdefault(drawn.heading.digits, []).append(drawn)
            self._boundaries = found
        return self._boundaries.get(code.digits[:4], [])


def brief(entry: HSEntry, language: Language) -> schemas.CodeBrief:
    """An entry in short."""
    return schemas.CodeBrief(
        code=entry.code.digits, level=entry.code.level, description=entry.describe(language)
    )


def boundary_out(drawn: Boundary, language: Language) -> schemas.BoundaryOut:
    """A boundary with its sentence in one language."""
    return schemas.BoundaryOut(
        goods=drawn.goods,
        goes_to=drawn.goes_to.digits,
        rule=drawn.rule,
        sentence=drawn.sentences[language],
    )


def _roll_up(summed: RollUp, language: Language) -> schemas.RollUpOut:
    return schemas.RollUpOut(
        **brief(summed.entry, language).model_dump(), probability=round(summed.probability, 4)
    )


def _suggestion(suggestion: Suggestion, language: Language) -> schemas.SuggestionOut:
    code = suggestion.code
    return schemas.SuggestionOut(
        code=code.digits,
        level=6,
        description=suggestion.entry.describe(language),
        chapter=code.chapter.digits,
        heading=code.digits[:4],
        probability=round(suggestion.probability, 4),
        explanation=list(explanation(suggestion, language)),
        evidence=[
            schemas.EvidenceOut(
                source=item.source,
                contribution=round(item.contribution, 4),
                words=list(item.words),
                passage=item.passage,
                language=item.lang,
                condition=item.condition,
            )
            for item in suggestion.evidence
        ],
    )


def _question(question: Question, language: Language) -> schemas.QuestionOut:
    return schemas.QuestionOut(
        attribute=question.attribute,
        question=question.text(language),
        options=[
            schemas.OptionOut(
                values=list(option.values),
                label=option.labels[language],
                leads_to=option.leads_to.digits,
                probability=round(option.probability, 4),
            )
            for option in question.options
        ],
    )


def missing(answer: Classification) -> list[str]:
    """Attributes that the text leaves open and on which the likely codes differ."""
    asked = [answer.question.attribute] if answer.question else []
    if not answer.suggestions or answer.suggestions[0].probability >= _LEAST_SURE:
        return asked
    likely = [one for s in answer.suggestions[:3] for one in s.assumed]
    values: dict[str, set[tuple[str, ...]]] = {}
    for one in likely:
        values.setdefault(one.attribute, set()).add(one.values)
    open_ones = [name for name, different in values.items() if len(different) > 1]
    return list(dict.fromkeys([*asked, *open_ones]))


def classified(answer: Classification, language: Language, request_id: str) -> schemas.Classified:
    """A classification in the API's shape."""
    versions = answer.versions
    return schemas.Classified(
        query=answer.query.raw[:_ECHO],
        language=language,
        hs_edition=versions.edition,
        request_id=request_id,
        model_version=versions.encoder,
        data_version=versions.data,
        software_version=versions.software,
        status=answer.outcome,
        message=answer.message(language),
        supported=_roll_up(answer.supported, language) if answer.supported else None,
        suggestions=[_suggestion(one, language) for one in answer.suggestions],
        headings=[_roll_up(one, language) for one in answer.headings],
        chapters=[_roll_up(one, language) for one in answer.chapters],
        questions=[_question(answer.question, language)] if answer.question else [],
        missing_information=missing(answer),
    )
