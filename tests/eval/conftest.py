from __future__ import annotations

import pytest

from classifier import Classifier
from eval.folder import RunFolder
from tests.eval.helpers import small_run


@pytest.fixture(scope="package")
def finished(tmp_path_factory: pytest.TempPathFactory, small_classifier: Classifier) -> RunFolder:
    """A finished run, for tests that only read it."""
    folder = tmp_path_factory.mktemp("finished")
    return small_run(folder, folder / "run", small_classifier)
