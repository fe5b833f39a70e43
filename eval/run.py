"""One run: systems over cases, figures by language and overall, rows a second."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Case, CaseFile
from eval.leakage import leaked
from eval.metrics import Figures, measure
from eval.systems import System
from hs_data import EDITION, HSCode, Manifest, __version__

OVERALL = "all"


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system's figures by slice, and its speed over the whole file."""

    system: str
    slices: dict[str, Figures]
    rows_per_second: float


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run, with what is needed to repeat it."""

    cases: str
    checksum: str
    rows: int
    goods: int
    unreadable: tuple[str, ...]
    leaked: tuple[str, ...]
    software: str
    edition: str
    data: str
    systems: tuple[SystemResult, ...]


def slices_of(cases: Sequence[Case]) -> dict[str, list[int]]:
    """Places of the cases in each slice: overall, by group, by language, and by both.

    The group of a case is the first part of its source (`craft-maker` is of `craft`).
    """
    slices: dict[str, list[int]] = {OVERALL: list(range(len(cases)))}
    for place, case in enumerate(cases):
        group = case.source.split("-", maxsplit=1)[0]
        slices.setdefault(group, []).append(place)
        slices.setdefault(case.lang, []).append(place)
        slices.setdefault(f"{group} {case.lang}", []).append(place)
    order = [OVERALL, *sorted(set(slices) - {OVERALL})]
    # A slice that holds every case says what "all" says.
    return {n: slices[n] for n in order if n == OVERALL or len(slices[n]) < len(cases)}


def run(file: CaseFile, systems: Sequence[System], quality: Sequence[str] = ()) -> Result:
    """Measure systems one after another over the cases that have a right code."""
    cases = [case for case in file.goods if not quality or case.quality in quality]
    texts = [case.text for case in cases]
    results: list[SystemResult] = []
    for system in systems:
        system.load()
        system.rank(texts[:1])
        start = time.perf_counter()
        rankings: list[list[HSCode]] = system.rank(texts)
        seconds = time.perf_counter() - start
        figures = {
            name: measure([cases[n] for n in places], [rankings[n] for n in places])
            for name, places in slices_of(cases).items()
        }
        results.append(SystemResult(system.name, figures, len(texts) / seconds if seconds else 0))
    return Result(
        file.name,
        file.checksum,
        len(file.cases),
        len(cases),
        file.unreadable,
        leaked(cases),
        __version__,
        EDITION,
        Manifest.measure().checksum[:16],
        tuple(results),
    )
