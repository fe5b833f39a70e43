"""What ships with the harness can be read and run."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.spec import read_spec

SPECS = sorted((Path(__file__).parents[2] / "eval" / "specs").glob("*.toml"))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_specification_can_be_read(path: Path) -> None:
    told = read_spec(path)
    assert told.name == path.stem
    # A clone has our own cases and no others.
    assert all(d.optional or (path.parent / d.path).exists() for d in told.datasets)


def test_no_module_of_the_harness_imports_the_api() -> None:
    for module in (Path(__file__).parents[2] / "eval").rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "import api" not in text, module
        assert "from api" not in text, module


def test_every_file_the_harness_reads_is_packaged() -> None:
    import tomllib
    from fnmatch import fnmatch

    root = Path(__file__).parents[2]
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = data["tool"]["setuptools"]["package-data"]["eval"]
    for path in sorted((root / "eval").rglob("*")):
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            name = path.relative_to(root / "eval").as_posix()
            assert any(fnmatch(name, pattern) for pattern in patterns), name
