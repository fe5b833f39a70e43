"""What a figure was made with, so that it can be made again and a change is noticed."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import classifier
import hs_data
import index
from eval.cases import Case
from hs_data import EDITION, Manifest, __version__

_LIBRARIES: Final = (
    "numpy", "scipy", "bm25s", "rapidfuzz", "faiss-cpu", "sentence-transformers", "torch",
)  # fmt: skip
_ROOT: Final = Path(__file__).parent
_ANSWERED: Final = (
    "oracle.py", "measures/arabizi.py", "measures/leakage.py", "measures/perturb.py",
)  # fmt: skip
"""What decides answers that are kept besides the systems."""


def _sources() -> Iterable[Path]:
    """The code that decides what a system answers."""
    for package in (hs_data, index, classifier):
        yield from sorted(Path(package.__path__[0]).rglob("*.py"))
    yield from sorted((_ROOT / "systems").glob("*.py"))
    # How figures are computed is not here: they are computed anew in every run.
    yield from (_ROOT / name for name in _ANSWERED)


def code_checksum() -> str:
    """One checksum over the code behind the answers; comments count, which does no harm."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.parent.name}/{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """Software, data, code and libraries."""
    found = {
        "software": __version__,
        "edition": EDITION,
        "data": Manifest.measure().checksum[:16],
        "code": code_checksum(),
        "python": platform.python_version(),
    }
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "absent"
    return found


def cases_checksum(cases: Iterable[Case]) -> str:
    """One checksum over cases as they are measured, after any filter."""
    digest = hashlib.sha256()
    for case in cases:
        codes = "|".join(code.digits for code in case.codes)
        fields = (case.id, case.lang, codes, case.source, case.quality, case.text)
        digest.update(repr(fields).encode())
    return digest.hexdigest()[:16]
