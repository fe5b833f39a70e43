from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

PACKAGES = ("hs_data", "index", "classifier", "api", "eval")
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("package", ["hs_data", "index", "classifier"])
def test_public_names_exist(package: str) -> None:
    module = importlib.import_module(package)
    names = list(module.__all__)
    assert names == sorted(names, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    assert all(hasattr(module, name) for name in names)


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("sentence_transformers", ["index/encoder.py", "index/sentence_form.py"]),
        ("faiss", ["index/dense.py"]),
    ],
)
def test_each_search_library_has_one_home(library: str, home: list[str]) -> None:
    users = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if f"import {library}" in path.read_text(encoding="utf-8")
        or f"from {library}" in path.read_text(encoding="utf-8")
    ]
    assert sorted(users) == home


def test_only_settings_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"\bos\.environ|\bgetenv|BaseSettings", path.read_text(encoding="utf-8"))
    ]
    assert readers == ["api/settings.py"]
