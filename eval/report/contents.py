"""What a report tells, read from the folder of a run and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.cases import Case
from eval.errors import RunError
from eval.folder import RunFolder
from eval.report.wrong import Wrong, worst
from eval.systems.base import Ranking, ranking_from_json


@dataclass(frozen=True, slots=True)
class Contents:
    """A run: what was measured, every figure, the costs, and the worst errors.

    `errors` are of the primary system, by dataset.
    """

    run: Mapping[str, Any]
    figures: Mapping[str, Any]
    timings: Mapping[str, Any]
    errors: Mapping[str, list[Wrong]]

    @property
    def primary(self) -> str:
        """The system that the report is about."""
        return str(self.run["primary"])

    def dataset(self, name: str) -> Mapping[str, Any]:
        """What is known of a dataset."""
        return next(one for one in self.run["datasets"] if one["name"] == name)


def rankings_of(folder: RunFolder, dataset: str, system: str) -> dict[str, Ranking]:
    """What a system answered in a run, by the id of the case.

    Raises:
        RunError: the folder does not hold it.
    """
    path = folder.predictions(dataset, system)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        told = [json.loads(line) for line in lines if line]
        return {one["id"]: ranking_from_json(one) for one in told}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"{folder.root} holds no predictions of {system!r} for {dataset!r}."
        ) from error


def contents(folder: RunFolder) -> Contents:
    """Read a finished run.

    Raises:
        RunError: the folder holds none.
    """
    told = Contents(
        folder.read(folder.run), folder.read(folder.figures), folder.read(folder.timings), {}
    )
    errors: dict[str, list[Wrong]] = {}
    for dataset in told.figures["datasets"]:
        cases: list[Case] = list(folder.read_cases(dataset))
        rankings = rankings_of(folder, dataset, told.primary)
        figures = told.figures["datasets"][dataset]["systems"][told.primary]
        answers = [rankings[case.id] for case in cases]
        errors[dataset] = worst(cases, answers, figures["calibration"] is not None)
    return Contents(told.run, told.figures, told.timings, errors)
