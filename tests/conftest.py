"""What several test modules need: small tables of our own, and an encoder without a model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from classifier import Classifier
from classifier.features import FEATURES
from classifier.ranker import Ranker
from hs_data import HSCode, HSEntry, Nomenclature, Section
from hs_data.tables import COLUMNS, SECTION_COLUMNS, write_table
from index import HSIndex
from index.encoder import Progress
from index.tokens import words
from index.vectors import Vectors

REFERENCE = Path(__file__).parents[2] / "shared" / "data" / "hs2022.csv"
"""The reference nomenclature, where it is at hand."""

DESCRIPTIONS = {
    "57": "Carpets and other textile floor coverings",
    "5701": "Carpets with a knotted pile",
    "570110": "Knotted carpets of wool or fine animal hair",
    "570190": "Knotted carpets of textiles other than wool, such as silk or cotton",
    "5702": "Carpets woven, without tufts",
    "570210": "Kilims and similar flat hand-woven rugs",
    "69": "Ceramics",
    "6911": "Porcelain household ware",
    "691110": "Porcelain tableware and kitchenware",
    "6912": "Pottery household ware",
    "691200": "Tableware and kitchenware of pottery other than porcelain, such as a tajine",
}
"""A tiny nomenclature, enough to walk and to search."""

TERMS = [
    ("570110", "ary", "زربية ديال الصوف", ""),
    ("570110", "ary-latn", "zerbia", ""),
    ("570110", "en", "Beni Ourain rug", "knotted"),
    ("570110", "fr", "tapis noué en laine", ""),
    ("570210", "ary-latn", "hanbel", ""),
    ("570210", "en", "kilim", ""),
    ("691110", "fr", "assiette en porcelaine", ""),
    ("691200", "ar", "طاجين فخار", ""),
    ("691200", "en", "clay tagine", ""),
    ("691200", "es", "tajín de barro", ""),
]


class HashEncoder:
    """An encoder without weights: each word points its own way, decided by a hash."""

    identity = "hash@1"
    languages: frozenset[str] | None = None
    dimension = 64
    prototypes = None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        rows = [self._vector(text) for text in texts]
        if progress:
            progress(len(rows))
        return np.array(rows, np.float32).reshape(len(rows), self.dimension)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(self.dimension, np.float32)
        for word in words(text).keys:
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimension)
        length = float(np.linalg.norm(total))
        return total / length if length else total


def small_nomenclature() -> Nomenclature:
    entries = [
        HSEntry(HSCode(code), dict.fromkeys(("en", "fr", "ar", "es"), text))
        for code, text in DESCRIPTIONS.items()
    ]
    names = dict.fromkeys(("en", "fr", "ar", "es"), "Textiles")
    return Nomenclature(
        entries, [Section("XI", "50", "63", names), Section("XIII", "68", "70", names)]
    )


def write_small_tables(root: Path) -> Path:
    """Terms of the small nomenclature, as tables under a folder."""
    for chapter in ("57", "69"):
        rows = [row for row in TERMS if row[0].startswith(chapter)]
        write_table(root / "terms" / f"{chapter}.tsv", COLUMNS["terms"], rows)
    write_table(root / "sections.tsv", SECTION_COLUMNS, [])
    return root


@pytest.fixture(scope="session")
def small_classifier(small_index: HSIndex) -> Classifier:
    """A classifier over the small index, its finders weighed by hand."""
    weights = {"learned": 2.0, "description": 1.0, "name": 2.0, "term": 6.0, "words": 2.0}
    return Classifier(small_index, Ranker(tuple(weights.get(name, 0.0) for name in FEATURES)))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return write_small_tables(tmp_path / "tables")


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> HSIndex:
    root = write_small_tables(tmp_path_factory.mktemp("small") / "tables")
    return HSIndex.build(small_nomenclature(), HashEncoder(), root=root)
