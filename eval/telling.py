"""Every figure of a run, dataset by dataset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.cases import Dataset
from eval.figures import Judged, judge, measure
from eval.folder import key_of, plain
from eval.measures.intervals import wilson
from eval.measures.leakage import leakage
from eval.pairs import pairs
from eval.underway import Run, kept
from eval.versions import cases_checksum


def tell(run: Run) -> dict[str, Any]:
    """Every figure, dataset by dataset."""
    found: dict[str, Any] = {}
    for dataset in run.datasets:
        judged: dict[str, Judged] = {}
        systems: dict[str, Any] = {}
        for number, system in enumerate(run.systems, start=1):
            rankings = run.rankings[dataset.name, system.name]
            judged[system.name] = judge(dataset.cases, rankings)
            figures = measure(dataset.cases, rankings, system.probabilities, run.settings)
            extra = run.extra[dataset.name, system.name]
            systems[system.name] = {**plain(figures), **plain(extra)}
            run.progress(f"figures: {dataset.name}", number, len(run.systems))
        told: dict[str, Any] = {
            "systems": systems,
            "pairs": plain(pairs(run.primary, judged, run.settings)),
        }
        if run.spec.leakage:
            told["leakage"] = _leakage(run, dataset, judged)
        found[dataset.name] = told
    return {"name": run.spec.name, "versions": run.versions, "datasets": found}


def _leakage(run: Run, dataset: Dataset, judged: Mapping[str, Judged]) -> dict[str, Any]:
    """Cases that stand in the tables, and what is left of each system without them."""

    def make() -> Any:
        run.progress(f"leakage: {dataset.name}", 0, len(dataset.goods))
        found = leakage(dataset.goods)
        run.progress(f"leakage: {dataset.name}", len(dataset.goods), len(dataset.goods))
        return found

    key = key_of(cases_checksum(dataset.goods), run.versions)
    found = kept(run, run.folder.kept("leakage", dataset.name), key, make)
    leaked = {*found["exact"], *(match["id"] for match in found["near"])}
    clean = [n for n, case in enumerate(dataset.goods) if case.id not in leaked]
    return {
        **found,
        "cases": len(dataset.goods),
        "top_1_without": {
            name: wilson(int(one.right[clean].sum()), len(clean)) for name, one in judged.items()
        },
    }
