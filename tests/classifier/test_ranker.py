from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from classifier.compatibility import FIT_FEATURES
from classifier.features import FEATURES, features
from classifier.ranker import Ranker, shipped
from classifier.reliability import calibration_error, reliability
from classifier.train import compose, figures, fit, hold_out
from hs_data import DataError, HSCode
from index import FINDERS, Found, Passage


def found(scores: list[list[float]]) -> Found:
    values = np.array([scores], np.float32)
    places = np.arange(len(scores))[None, :]
    rows = np.full(values.shape, -1, np.int64)
    away = np.zeros(places.shape, np.float32)
    return Found(places, values, rows, away, np.full(places.shape, -1, np.int64))


def fits(candidates: int) -> NDArray[np.float32]:
    return np.zeros((1, candidates, len(FIT_FEATURES)), np.float32)


def test_headings_share_what_their_subheadings_have() -> None:
    seen = features(
        found([[0.9, 0, 0, 0, 0], [0.9, 0, 0, 0, 0], [0.1, 0, 0, 0.99, 0]]),
        np.array([5701, 5701, 6912]),
        fits(3),
    )[0]
    columns = {name: seen[:, n] for n, name in enumerate(FEATURES)}
    assert columns["own_share"][0] == pytest.approx(np.log(0.5), abs=1e-3)
    assert columns["heading"][0] == pytest.approx(0.0, abs=1e-3)
    assert columns["chapter"][2] < -5
    assert columns["exact"].tolist() == [0, 0, 1]


def test_probabilities_sum_to_one_and_follow_the_weights() -> None:
    ranker = Ranker(tuple(1.0 if name == "term" else 0.0 for name in FEATURES))
    seen = features(found([[0, 0, 0, 0.2, 0], [0, 0, 0, 0.9, 0]]), np.array([5701, 6912]), fits(2))
    shares = ranker.probabilities(seen)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0, 1] / shares[0, 0] == pytest.approx(np.exp(0.7), rel=1e-5)


def test_contributions_add_up_to_the_log_odds_above_the_average() -> None:
    rng = np.random.default_rng(3)
    ranker = Ranker(tuple(rng.standard_normal(len(FEATURES))))
    seen = features(found(rng.random((6, len(FINDERS))).tolist()), np.arange(5701, 5707), fits(6))
    told = ranker.contributions(seen[0])
    logits = ranker.logits(seen[0])
    assert [sum(row.values()) for row in told] == pytest.approx(
        list(logits - logits.mean()), abs=1e-5
    )


def test_fit_recovers_what_decides() -> None:
    rng = np.random.default_rng(5)
    seen = rng.random((400, 8, len(FEATURES))).astype(np.float32)
    term = FEATURES.index("term")
    right = np.zeros((400, 8), bool)
    right[np.arange(400), seen[:, :, term].argmax(axis=1)] = True
    ranker = fit(seen, right)
    weights = dict(zip(FEATURES, ranker.weights, strict=True))
    assert weights["term"] == max(weights.values()) > 5
    assert figures(ranker, seen, right)["top_1"] > 0.9


def test_calibration_error_by_hand() -> None:
    sure = np.array([0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False])
    assert calibration_error(reliability(sure, right)) == pytest.approx(0.05)


def test_hold_out_leaves_every_code_its_names() -> None:
    code, heading = HSCode("570110"), HSCode("5701")
    passages = [Passage(code, "term", "en", str(n)) for n in range(40)]
    passages += [Passage(code, "description", "en", "d"), Passage(heading, "term", "en", "h")]
    kept, held = hold_out(passages, seed=1)
    assert sorted(p.text for p in kept + held) == sorted(p.text for p in passages)
    assert 0 < len(held) < 20
    assert all(p.kind == "term" and p.code == code for p in held)


def test_the_shipped_ranker_reads_back(tmp_path: Path) -> None:
    shipped().save(tmp_path / "r.json", {"seed": 1})
    assert Ranker.load(tmp_path / "r.json").weights == pytest.approx(shipped().weights, abs=1e-6)


def test_a_ranker_of_other_features_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"weights": {"luck": 1.0}}), encoding="utf-8")
    with pytest.raises(DataError, match=r"python -m classifier\.train"):
        Ranker.load(path)
    with pytest.raises(DataError, match="cannot be read"):
        Ranker.load(tmp_path / "none.json")


def test_composed_texts_hold_their_name_and_vary() -> None:
    code = HSCode("570110")
    names = [Passage(code, "term", "en", f"knotted rug {n}") for n in range(60)]
    texts = compose(names, seed=2)
    assert [c for _, c in texts] == [code] * 60
    assert texts == compose(names, seed=2)
    assert len({text for text, _ in texts}) > 50
    plain = sum(text == name.text for (text, _), name in zip(texts, names, strict=True))
    assert 10 < plain < 40


def test_no_feature_may_count_against_a_code() -> None:
    rng = np.random.default_rng(7)
    seen = rng.random((300, 6, len(FEATURES))).astype(np.float32)
    right = np.zeros((300, 6), bool)
    right[np.arange(300), seen[:, :, 0].argmin(axis=1)] = True
    assert min(fit(seen, right).weights) >= 0
