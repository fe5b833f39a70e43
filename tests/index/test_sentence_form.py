from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import StaticEncoder

TEXTS = ["hand-knotted wool rug", "", "زربية صوف معقودة", "a long text " * 30, "9aftan mtrouz"]


def test_the_sentence_transformers_form_gives_the_same_vectors(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    from index.sentence_form import as_sentence_transformer

    encoder = StaticEncoder()
    model = as_sentence_transformer(encoder)
    ours = encoder.encode(TEXTS)
    assert model.encode(TEXTS) == pytest.approx(ours, abs=1e-4)
    model.save(str(tmp_path / "model"))
    again = SentenceTransformer(
        str(tmp_path / "model"), device="cpu", local_files_only=True, trust_remote_code=True
    )
    assert np.abs(again.encode(TEXTS) - ours).max() < 1e-4
