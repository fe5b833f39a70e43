"""A quick look: systems over one file of cases, figures by slice, no folder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Dataset
from eval.figures import PartFigures, Settings, judge, part
from eval.measures.leakage import Leakage, leakage
from eval.measures.slices import OVERALL, slices
from eval.systems.base import System
from eval.versions import versions

DIMENSIONS = ("group", "language", "group and language")


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system's figures by slice, and its speed over the whole file."""

    system: str
    slices: dict[str, PartFigures]
    texts_per_second: float


@dataclass(frozen=True, slots=True)
class Result:
    """All systems, with what is needed to measure them again."""

    cases: str
    checksum: str
    rows: int
    goods: int
    unreadable: tuple[str, ...]
    not_in_edition: tuple[str, ...]
    leakage: Leakage
    versions: dict[str, str]
    systems: tuple[SystemResult, ...]


def quick(dataset: Dataset, systems: Sequence[System], settings: Settings | None = None) -> Result:
    """Measure systems one after another over the cases that have a right code."""
    settings = settings or Settings()
    cases = dataset.goods
    parts = {OVERALL: list(range(len(cases)))}
    divided = slices(cases)
    for dimension in DIMENSIONS:
        parts |= divided.get(dimension, {})
    results: list[SystemResult] = []
    for system in systems:
        system.load()
        system.rank(cases[:1])  # what is loaded on first use is no part of the rate
        start = time.perf_counter()
        rankings = system.rank(cases)
        seconds = time.perf_counter() - start
        judged = judge(cases, rankings)
        figures = {name: part(judged, places, settings) for name, places in parts.items()}
        results.append(SystemResult(system.name, figures, len(cases) / seconds if seconds else 0))
    return Result(
        dataset.name,
        dataset.checksum,
        dataset.rows,
        len(cases),
        dataset.unreadable,
        dataset.foreign,
        leakage(cases),
        versions(),
        tuple(results),
    )
