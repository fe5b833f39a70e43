"""The classifier behind the doors: loaded once, shared by every request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus

from api import schemas
from api.codes import CodeSearch
from api.problems import RefusedError
from api.settings import Settings
from classifier import Classification, Classifier
from hs_data import Manifest, Nomenclature, nomenclature


class Service:
    """What every request shares. The classifier is read-only, so requests run side by side."""

    def __init__(self, settings: Settings, loader: Callable[[], Classifier] | None = None) -> None:
        self.settings = settings
        self._loader = loader or (lambda: Classifier.load(settings.encoder, settings.cache))
        self._lock = threading.Lock()
        self._classifier: Classifier | None = None
        self.tree: Nomenclature = nomenclature()
        self.codes = CodeSearch(self.tree)
        self.data_checksum = Manifest.load().checksum

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
