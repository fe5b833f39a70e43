"""The few figures of a run that are committed, with what they were made with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from eval.errors import RunError, SpecError
from eval.folder import RunFolder, as_json, write_whole
from eval.spec import slug

RESULTS: Final = Path(__file__).parent / "results"
"""Where committed figures lie, one JSON file a run."""

ABLATION: Final = "without "
"""How the names of ablations begin."""

_SLICES: Final = ("group", "language")
_DETAILS: Final = ("calibration", "refusals", "robustness", "oracle")


def summarise(folder: RunFolder) -> dict[str, Any]:
    """What a README needs of a run.

    Raises:
        RunError: the folder holds none.
    """
    told, figures = folder.read(folder.run), folder.read(folder.figures)
    timings = folder.read(folder.timings)["systems"]
    datasets: dict[str, Any] = {}
    for about in told["datasets"]:
        measured = figures["datasets"][about["name"]]
        systems = {
            name: _system(one, () if name.startswith(ABLATION) else _SLICES)
            for name, one in measured["systems"].items()
        }
        leak = measured.get("leakage")
        datasets[about["name"]] = {
            "file_sha256": about["file_sha256"],
            "cases_checksum": about["cases_checksum"],
            "goods": about["goods"],
            "not_goods": about["not_goods"],
            "leaked": {"exact": len(leak["exact"]), "near": len(leak["near"])} if leak else None,
            "systems": systems,
        }
    return {
        "name": told["name"],
        "primary": told["primary"],
        "seed": told["specification"]["seed"],
        "versions": told["versions"],
        "identities": {one["name"]: one["identity"] for one in told["systems"]},
        "datasets": datasets,
        "texts_per_second": {n: round(one["texts_per_second"]) for n, one in timings.items()},
    }


def _system(one: dict[str, Any], dimensions: Sequence[str]) -> dict[str, Any]:
    top = one["top"]
    found: dict[str, Any] = {
        "cases": one["cases"],
        "first": top["6"]["1"],
        "first_5": top["6"]["5"],
        "heading": top["4"]["1"],
        "chapter": top["2"]["1"],
        "mrr": one["mrr"],
        "slices": {
            dimension: {
                name: {
                    "cases": part["cases"],
                    "first": part["top"]["1"],
                    "first_5": part["top"]["5"],
                }
                for name, part in one["slices"][dimension].items()
            }
            for dimension in dimensions
            if dimension in one["slices"]
        },
    }
    found |= {name: one[name] for name in _DETAILS if one.get(name)}
    # The curve is for plots; a README has none.
    if found.get("calibration"):
        found["calibration"] = {
            name: value
            for name, value in found["calibration"].items()
            if name not in {"curve", "bins"}
        }
    return found


def commit(folder: RunFolder, results: Path = RESULTS) -> Path:
    """Write a run's summary where committed figures lie.

    Raises:
        RunError: the folder holds no run.
    """
    told = summarise(folder)
    path = results / f"{slug(told['name'])}.json"
    write_whole(path, as_json(told))
    return path


def committed(results: Path = RESULTS) -> list[dict[str, Any]]:
    """The committed figures, by the name of their file; `full` first.

    Raises:
        SpecError: there are none.
        RunError: one cannot be read.
    """
    paths = sorted(results.glob("*.json"), key=lambda path: (path.stem != "full", path.stem))
    if not paths:
        raise SpecError(
            f"There are no committed figures in {results}; `tasnif eval table --commit RUN` "
            "puts a run's there."
        )
    folder = RunFolder(results)
    found = [folder.read(path) for path in paths]
    for path, told in zip(paths, found, strict=True):
        if not isinstance(told, dict) or "datasets" not in told:
            raise RunError(f"{path} holds no committed figures; commit the run again.")
    return found
