"""Everything that one system is asked in a run, and what its answers cost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from eval.cases import Case, Dataset
from eval.errors import RunError
from eval.folder import key_of, plain
from eval.measures.cost import Cost, forget_peak, latencies, peak_memory
from eval.measures.intervals import wilson
from eval.oracle import ask_oracle
from eval.predict import Predicted, kept_rankings, predict
from eval.robustness import changed, chosen, robustness
from eval.systems import System
from eval.systems.tasnif import TasnifSystem
from eval.underway import Run, kept
from eval.versions import cases_checksum


def answer(run: Run, system: System) -> None:
    """Ask one system everything, and keep what it says with the run."""
    forget_peak()
    # Before the batches: afterwards every word has been met, and nothing is looked up anew.
    waited = _latency(run, system)
    fresh, seconds = 0, 0.0
    for dataset in run.datasets:
        path = run.folder.predictions(dataset.name, system.name)
        told = _predict(run, system, dataset.cases, path, f"{system.name}: {dataset.name}")
        run.rankings[dataset.name, system.name] = told.rankings
        fresh, seconds = fresh + told.fresh, seconds + told.seconds
        extra: dict[str, Any] = {}
        if run.spec.robustness and system.name in run.spec.robustness.systems:
            extra["robustness"] = _perturb(run, system, dataset)
        if run.spec.oracle and system.name in run.spec.oracle.systems:
            extra["oracle"] = _oracle(run, system, dataset)
        run.extra[dataset.name, system.name] = extra
    run.costs[system.name] = _cost(run, system, fresh, seconds, waited)


def _predict(run: Run, system: System, cases: Sequence[Case], path: Path, what: str) -> Predicted:
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        run.progress(what, done, len(cases))

    return predict(run.folder, path, _key(run, system, cases), system, cases, advance=advance)


def _perturb(run: Run, system: System, dataset: Dataset) -> dict[str, Any]:
    assert run.spec.robustness is not None
    rankings = run.rankings[dataset.name, system.name]
    before = {c.id: r for c, r in zip(dataset.cases, rankings, strict=True)}
    some = chosen(dataset.cases, run.spec.robustness.cases, run.spec.seed)
    found: dict[str, Any] = {}
    for name in run.spec.robustness.perturbations:
        cases = changed(some, name, run.spec.seed)
        path = run.folder.predictions(dataset.name, system.name, name)
        told = _predict(run, system, cases, path, f"{system.name}: {dataset.name}, {name}")
        found[name] = robustness(cases, before, told.rankings)
    return found


def _oracle(run: Run, system: System, dataset: Dataset) -> Any:
    assert run.spec.oracle is not None
    assert isinstance(system, TasnifSystem)
    most, count = run.spec.oracle.questions, len(dataset.goods)

    def make() -> dict[str, Any]:
        run.progress(f"{system.name}: {dataset.name}, questions", 0, count)
        settled = ask_oracle(system.classifier, dataset.goods, most)
        run.progress(f"{system.name}: {dataset.name}, questions", count, count)
        return {
            "cases": count,
            "right_after": [wilson(round(share * count), count) for share in settled.right_after],
            "asked": list(settled.asked),
        }

    key = key_of(cases_checksum(dataset.goods), system.identity, run.versions, most)
    return kept(run, run.folder.kept("oracle", dataset.name, system.name), key, make)


def _key(run: Run, system: System, cases: Sequence[Case]) -> str:
    """What a system's answers to cases depend on."""
    return key_of(cases_checksum(cases), system.name, system.identity, run.versions)


def _latency(run: Run, system: System) -> tuple[float, float] | None:
    """Seconds that single texts take, if there is anything left to answer."""
    left = any(
        len(
            kept_rankings(
                run.folder,
                run.folder.predictions(dataset.name, system.name),
                _key(run, system, dataset.cases),
                dataset.cases,
                system.batch,
            )
        )
        < len(dataset.cases)
        for dataset in run.datasets
    )
    if not (left and system.timed and run.spec.latency_texts):
        return None
    system.load()
    cases = [case for dataset in run.datasets for case in dataset.cases]
    some = random.Random(run.spec.seed).sample(cases, min(run.spec.latency_texts, len(cases)))
    return latencies(lambda case: system.rank([case]), some)


def _cost(
    run: Run, system: System, fresh: int, seconds: float, waited: tuple[float, float] | None
) -> dict[str, Any]:
    """What the system costs; an earlier run's word where all its answers were reused."""
    if not fresh:
        with suppress(RunError, KeyError):
            earlier: dict[str, Any] = run.folder.read(run.folder.timings)["systems"][system.name]
            return earlier
    median, high = waited or (None, None)
    told = Cost(
        fresh / seconds if seconds and system.timed else 0.0,
        median,
        high,
        peak_memory(),
        system.size() if fresh and system.timed else None,
    )
    return plain(told)  # type: ignore[no-any-return]
