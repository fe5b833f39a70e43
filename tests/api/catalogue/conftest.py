"""A run over a small classifier, so that files are what is tested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from api.catalogue.answering import Answering
from api.catalogue.report import Report
from api.catalogue.run import Job, run
from classifier import Classifier

Runner = Callable[..., Report]


@pytest.fixture
def answering(small_classifier: Classifier) -> Answering:
    return Answering(small_classifier, "en")


@pytest.fixture
def runner(answering: Answering) -> Runner:
    def go(source: Path, out: Path, **options: object) -> Report:
        return run(Job(source, out, **options), answering)  # type: ignore[arg-type]

    return go
