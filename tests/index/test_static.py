from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hs_data import HSCode, nomenclature
from index import EncoderError, SentenceEncoder, StaticEncoder, open_encoder
from index.features import LEADING, features_of_words, weight_at, weighted_features
from index.passages import Passage
from index.static import MODEL, save
from index.tokens import words
from index.train import Recipe, examples, fit, misspell
from index.vectors import quantise, unit
from tests.conftest import small_nomenclature


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder()


def test_vectors_are_of_unit_length_and_batches_do_not_matter(encoder: StaticEncoder) -> None:
    texts = ["zerbia", "hand-knotted wool rug", "", "🧿", "طاجين فخار"]
    together = encoder.encode(texts)
    assert np.linalg.norm(together, axis=1) == pytest.approx([1.0] * 5, abs=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert np.allclose(encoder.encode([text])[0], vector, atol=1e-6)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_spellings_lie_near_each_other_and_other_goods_far(encoder: StaticEncoder) -> None:
    rug, variant, pump = encoder.encode(["tapis berbere noue main", "tapi berber nouer", "pompe"])
    assert rug @ variant > 0.5 > rug @ pump


def test_there_is_a_prototype_for_every_subheading(encoder: StaticEncoder) -> None:
    codes = [entry.code.digits for entry in nomenclature().subheadings]
    assert list(encoder.prototypes) == codes
    lengths = [np.linalg.norm(vector) for vector in encoder.prototypes.values()]
    assert lengths == pytest.approx([1.0] * len(codes), abs=1e-4)


def test_the_shipped_model_is_small_and_tells_how_it_was_made(encoder: StaticEncoder) -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 60e6
    assert encoder.manifest["edition"] == "HS 2022"
    assert encoder.manifest["command"] == "python -m classifier.train"
    assert encoder.identity.startswith("tasnif-static@")


@given(st.text(max_size=100))
def test_features_are_never_empty_and_in_range(text: str) -> None:
    found, weights = weighted_features(text, 1000)
    assert len(found) == len(weights) > 0
    assert found.min() >= 0
    assert found.max() < 1000
    assert 0 < weights.min() <= weights.max() == 1


def test_what_comes_first_says_most() -> None:
    assert [weight_at(place) for place in (0, LEADING - 1)] == [1, 1]
    assert weight_at(LEADING) < 1
    assert weight_at(4 * LEADING) < weight_at(2 * LEADING)


@given(
    st.lists(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4), min_size=1, max_size=5)
)
def test_eight_bits_are_close_enough(rows: list[list[float]]) -> None:
    matrix = np.array(rows, np.float32)
    packed, scale = quantise(matrix)
    assert np.abs(packed * scale[:, None] - matrix).max() <= np.abs(matrix).max() / 127 + 1e-6


def test_saved_weights_read_back_and_tampering_is_found(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    table, prototypes = rng.standard_normal((50, 8)), rng.standard_normal((2, 8))
    codes = ["010121", "570110"]
    save(tmp_path, table.astype(np.float32), prototypes.astype(np.float32), codes, {"name": "t"})
    read = StaticEncoder(tmp_path)
    assert list(read.prototypes) == codes
    wanted = unit(prototypes.astype(np.float32))
    assert np.allclose(list(read.prototypes.values()), wanted, atol=0.02)
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(EncoderError, match="not those of their manifest"):
        StaticEncoder(tmp_path).encode(["a"])


def test_a_folder_without_our_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"python -m classifier\.train"):
        StaticEncoder(tmp_path).encode(["a"])
    (tmp_path / "manifest.json").write_text(json.dumps({"sha256": "0"}), encoding="utf-8")
    with pytest.raises(EncoderError, match="cannot be read"):
        StaticEncoder(tmp_path).encode(["a"])


def test_a_setting_means_an_encoder(tmp_path: Path) -> None:
    assert isinstance(open_encoder(), StaticEncoder)
    assert isinstance(open_encoder("all-MiniLM-L6-v2"), SentenceEncoder)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert isinstance(open_encoder(str(tmp_path)), StaticEncoder)


def test_training_learns_what_it_is_shown_and_repeats_itself() -> None:
    tree = small_nomenclature()
    shown = [
        Passage(HSCode(code), "term", "en", text)
        for code, text in (
            ("570110", "knotted rug"), ("570210", "kilim"), ("691200", "clay tagine"),
        )
    ] * 20  # fmt: skip
    recipe = Recipe(buckets=512, dimension=16, epochs=12, batch=8)
    data = examples([*shown, Passage(HSCode("5701"), "term", "en", "rug")], tree)
    assert len(data) == 60, "a heading's name teaches no single subheading"
    codes = [entry.code.digits for entry in tree.subheadings]
    table, prototypes = fit(data, len(codes), recipe, quiet=True)
    again, _ = fit(data, len(codes), recipe, quiet=True)
    assert np.array_equal(table, again)
    for text, code in (
        ("kilim", "570210"),
        ("tagine of clay", "691200"),
        ("rug knotted", "570110"),
    ):
        vector = table[features_of_words(words(text).keys, recipe.buckets)].mean(axis=0)
        assert codes[int(np.argmax(unit(prototypes) @ vector))] == code


@given(st.text("abcdefgh", min_size=4, max_size=12), st.integers(0, 1000))
def test_a_misspelling_keeps_first_and_last_letter(word: str, seed: int) -> None:
    import random

    changed = misspell(word, random.Random(seed))
    assert (changed[0], changed[-1]) == (word[0], word[-1])
    assert abs(len(changed) - len(word)) <= 1
