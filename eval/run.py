"""A whole run: read, predict, measure, write; taken up where it stopped."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.cases import Case, Dataset
from eval.datasets import read_dataset
from eval.errors import CaseError, RunError, SpecError
from eval.figures import Judged, Settings, judge, measure
from eval.folder import RunFolder, as_json, key_of, plain, write_whole
from eval.measures.cost import Cost, forget_peak, latencies, peak_memory
from eval.measures.intervals import wilson
from eval.measures.leakage import leakage
from eval.oracle import ask_oracle
from eval.pairs import pairs
from eval.predict import Predicted, predict
from eval.robustness import changed, chosen, robustness
from eval.spec import DatasetSpec, Spec
from eval.systems import Ranking, System, make_systems
from eval.systems.registry import Load
from eval.systems.tasnif import TasnifSystem
from eval.versions import cases_checksum, versions

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, of how much."""


def _silent(what: str, done: int, total: int) -> None:
    return


@dataclass(slots=True)
class Run:
    """One run under way."""

    spec: Spec
    folder: RunFolder
    datasets: list[Dataset]
    systems: list[System]
    skipped: list[str]
    versions: dict[str, str]
    progress: Progress
    rankings: dict[tuple[str, str], tuple[Ranking, ...]] = field(default_factory=dict)
    extra: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    costs: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """How intervals and tests are made."""
        return Settings(self.spec.bootstrap, self.spec.seed)


def resolver(spec_path: Path, data: Path | None) -> Callable[[str], Path]:
    """Where the paths of a specification lie: beside it, or else in the folder of data."""

    def resolve(path: str) -> Path:
        beside = spec_path.parent / path
        return beside if data is None or beside.exists() else data / path

    return resolve


def run(
    spec: Spec,
    resolve: Callable[[str], Path],
    out: Path,
    *,
    load: Load | None = None,
    progress: Progress = _silent,
) -> RunFolder:
    """Measure what a specification says, into a folder.

    What an earlier run of the same specification, data and versions left there is used.

    Args:
        spec: what to measure.
        resolve: where the paths in it lie.
        out: the folder of the run.
        load: loads a classifier, instead of `Classifier.load`.
        progress: told of how far it is.

    Raises:
        CaseError: cases, systems or the specification cannot be used.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"The folder {out} cannot be made: {error.strerror}.") from error
    systems = make_systems(spec.systems, resolve, load)
    _check_names(spec, systems)
    datasets, skipped = _read(spec.datasets, resolve)
    under_way = Run(spec, RunFolder(out), datasets, systems, skipped, versions(), progress)
    _describe(under_way)
    for system in systems:
        _answer(under_way, system)
    figures = _figures(under_way)
    write_whole(under_way.folder.figures, as_json(figures))
    write_whole(under_way.folder.timings, as_json({"systems": under_way.costs}))
    return under_way.folder


def _check_names(spec: Spec, systems: Sequence[System]) -> None:
    known = {system.name: system for system in systems}
    if spec.robustness:
        for name in spec.robustness.systems:
            if name not in known:
                raise SpecError(f"robustness.systems names {name!r}, which is none of the systems.")
    if spec.oracle:
        for name in spec.oracle.systems:
            if not isinstance(known.get(name), TasnifSystem):
                raise SpecError(f"oracle.systems names {name!r}, which is no Tasnif system.")


def _read(
    specs: Sequence[DatasetSpec], resolve: Callable[[str], Path]
) -> tuple[list[Dataset], list[str]]:
    datasets: list[Dataset] = []
    skipped: list[str] = []
    for spec in specs:
        path = resolve(spec.path)
        if spec.optional and not path.exists():
            skipped.append(f"{spec.name}: {spec.path} is not at hand")
            continue
        dataset = read_dataset(spec.source(path)).only(spec.quality)
        if not dataset.goods:
            raise CaseError(f"{path} holds no case with a code that can be measured.")
        datasets.append(dataset)
    if not datasets:
        raise CaseError(f"No dataset is at hand: {'; '.join(skipped)}.")
    return datasets, skipped


def _describe(run: Run) -> None:
    """Say what is measured with what, before anything is."""
    told = {
        "name": run.spec.name,
        "specification": run.spec.model_dump(mode="json"),
        "versions": run.versions,
        "skipped": run.skipped,
        "datasets": [
            {
                "name": dataset.name,
                "file_sha256": dataset.checksum,
                "cases_checksum": cases_checksum(dataset.cases),
                "rows": dataset.rows,
                "goods": len(dataset.goods),
                "not_goods": len(dataset.not_goods),
                "unreadable": dataset.unreadable,
                "not_in_edition": dataset.foreign,
            }
            for dataset in run.datasets
        ],
        "systems": [
            {"name": s.name, "identity": s.identity, "probabilities": s.probabilities}
            for s in run.systems
        ],
    }
    write_whole(run.folder.run, as_json(told))
    for dataset in run.datasets:
        run.folder.write_cases(dataset.name, dataset.cases)


def _answer(run: Run, system: System) -> None:
    """Everything that one system is asked."""
    forget_peak()
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
    run.costs[system.name] = _cost(run, system, fresh, seconds)


def _predict(run: Run, system: System, cases: Sequence[Case], path: Path, what: str) -> Predicted:
    key = key_of(cases_checksum(cases), system.name, system.identity, run.versions)
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        run.progress(what, done, len(cases))

    return predict(run.folder, path, key, system, cases, advance=advance)


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


def _kept(run: Run, path: Path, key: str, make: Callable[[], Any]) -> Any:
    """A result that an earlier run left, or a new one, kept for the next."""
    if run.folder.key(path) == key:
        with suppress(RunError):
            return run.folder.read(path)
    made = plain(make())
    write_whole(path, as_json(made))
    run.folder.set_key(path, key)
    return made


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
    return _kept(run, run.folder.kept("oracle", dataset.name, system.name), key, make)


def _cost(run: Run, system: System, fresh: int, seconds: float) -> dict[str, Any]:
    """What the system costs; an earlier run's word where all its answers were reused."""
    if not fresh:
        with suppress(RunError, KeyError):
            earlier: dict[str, Any] = run.folder.read(run.folder.timings)["systems"][system.name]
            return earlier
    if not (fresh and system.timed):
        return plain(Cost(0.0, None, None, peak_memory(), None))  # type: ignore[no-any-return]
    cases = [case for dataset in run.datasets for case in dataset.cases]
    some = random.Random(run.spec.seed).sample(cases, min(run.spec.latency_texts, len(cases)))
    by_text = {case.text: case for case in some}
    one = latencies(lambda text: system.rank([by_text[text]]), list(by_text))
    median, high = one or (None, None)
    rate = fresh / seconds if seconds else 0.0
    return plain(Cost(rate, median, high, peak_memory(), system.size()))  # type: ignore[no-any-return]


def _figures(run: Run) -> dict[str, Any]:
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
            "pairs": plain(pairs(run.spec.primary, judged, run.settings)),
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
    found = _kept(run, run.folder.kept("leakage", dataset.name), key, make)
    leaked = {*found["exact"], *(match["id"] for match in found["near"])}
    clean = [n for n, case in enumerate(dataset.goods) if case.id not in leaked]
    return {
        **found,
        "cases": len(dataset.goods),
        "top_1_without": {
            name: wilson(int(one.right[clean].sum()), len(clean)) for name, one in judged.items()
        },
    }


__all__ = ["Progress", "Run", "resolver", "run"]
