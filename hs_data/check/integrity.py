"""Checks that the manifest tells the truth about the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hs_data.check.problem import Problem, error
from hs_data.manifest import Manifest


def check_manifest(root: Path) -> Iterator[Problem]:
    """Counts and checksums are those of the tables on disk."""
    shipped, measured = Manifest.load(root), Manifest.measure(root)
    for kind in sorted(set(shipped.checksums) | set(measured.checksums)):
        if shipped.checksums.get(kind) != measured.checksums.get(kind):
            yield error(
                "manifest",
                kind,
                f"tells of {shipped.rows.get(kind, 0)} rows that are not those on disk "
                f"({measured.rows.get(kind, 0)}); `tasnif data manifest` renews it",
            )
    if shipped.edition != measured.edition:
        yield error("manifest", "edition", f"is {shipped.edition!r}, not {measured.edition!r}")
