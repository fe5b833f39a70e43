"""A whole run: read, predict, measure, write; taken up where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.answering import answer
from eval.cases import Dataset
from eval.datasets import read_dataset
from eval.errors import CaseError, RunError, SpecError
from eval.folder import RunFolder, as_json, write_whole
from eval.spec import DatasetSpec, Spec
from eval.systems import System, make_systems
from eval.systems.registry import Load
from eval.systems.tasnif import TasnifSystem
from eval.telling import tell
from eval.underway import Progress, Run
from eval.versions import cases_checksum, versions


def _silent(what: str, done: int, total: int) -> None:
    return


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
        answer(under_way, system)
    write_whole(under_way.folder.figures, as_json(tell(under_way)))
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
        "primary": run.primary,
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
