"""Validation of the tables: `check_all` is what `tasnif data check` runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hs_data.check.attributes import check_attributes, check_vocabulary, unseparated
from hs_data.check.boundaries import check_boundaries
from hs_data.check.integrity import check_manifest
from hs_data.check.knowledge import check_listings, check_terms
from hs_data.check.nomenclature import check_nomenclature, check_sections
from hs_data.check.problem import Check, Problem
from hs_data.check.reference import check_reference, default_reference, overlap, read_reference
from hs_data.tables import TABLES

CHECKS: Final[tuple[Check, ...]] = (
    check_sections,
    check_nomenclature,
    check_terms,
    check_listings,
    check_vocabulary,
    check_attributes,
    check_boundaries,
    check_manifest,
)
"""Every check that needs nothing but the tables."""


def check_all(root: Path = TABLES, reference: Path | None = None) -> Iterator[Problem]:
    """Run every check; with a reference file, compare with it too.

    Raises:
        DataError: a table cannot be read at all.
    """
    for check in CHECKS:
        yield from check(root)
    if reference is not None:
        yield from check_reference(root, reference)


__all__ = [
    "CHECKS",
    "Problem",
    "check_all",
    "default_reference",
    "overlap",
    "read_reference",
    "unseparated",
]
