from __future__ import annotations

from pathlib import Path

import pytest

from classifier import Classifier
from eval.errors import SpecError
from eval.spec import Spec, parse
from eval.systems import make_systems
from eval.systems.registry import PLAIN, plain_specs
from eval.systems.tasnif import GROUPS, TasnifSystem


def spec(*systems: dict[str, object]) -> Spec:
    raw = {"name": "s", "datasets": [{"name": "d", "path": "x"}], "systems": list(systems)}
    return parse(raw, "x")


def test_every_kind_is_made_and_none_loaded(tmp_path: Path) -> None:
    told = spec(
        {"kind": "tasnif"},
        {"kind": "ablations"},
        {"kind": "ablation", "without": "own_share", "name": "less"},
        {"kind": "bm25"},
        {"kind": "fuzzy"},
        {"kind": "minilm", "name": "raw"},
        {"kind": "sentence-transformers", "model": "some/model"},
        {"kind": "http", "name": "h", "url": "http://x"},
        {"kind": "file", "name": "f", "path": "p.csv"},
    )
    systems = make_systems(told.systems, lambda path: tmp_path / path)
    assert [system.name for system in systems] == [
        "tasnif",
        *(f"without {group}" for group in GROUPS),
        *("less", "bm25", "fuzzy", "raw", "some/model", "h", "f"),
    ]


def test_one_classifier_serves_all_of_one_encoder(small_classifier: Classifier) -> None:
    loaded: list[str] = []

    def load(encoder: str) -> Classifier:
        loaded.append(encoder)
        return small_classifier

    told = spec({"kind": "tasnif"}, {"kind": "ablation", "without": "term"})
    systems = make_systems(told.systems, Path, load)
    for system in systems:
        assert isinstance(system, TasnifSystem)
        system.load()
    assert loaded == ["tasnif"]


def test_names_are_known_and_distinct() -> None:
    assert len(plain_specs(list(PLAIN))) == 4
    with pytest.raises(SpecError, match="no system 'magic'; choose from tasnif, bm25"):
        plain_specs(["magic"])
    with pytest.raises(SpecError, match="two systems are named 'bm25'"):
        make_systems(spec({"kind": "bm25"}, {"kind": "bm25"}).systems, Path)
