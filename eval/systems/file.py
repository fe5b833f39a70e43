"""Predictions that any other program made, from a file: id, ranked codes, scores.

CSV or TSV with the columns `id`, `codes` and, if there are any, `scores`, the values of
a cell separated by `|`; or JSON lines of `{"id", "codes": […], "scores": […]}`, which is
also how a run keeps its own.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.datasets.source import content, decoded, json_lines
from eval.errors import SystemFailedError
from eval.systems.base import Ranking, ranking_from_json

_JSON = {".jsonl", ".ndjson"}
_SEPARATOR = "|"


def read_predictions(path: Path) -> dict[str, Ranking]:
    """Rankings by the id of their case.

    Raises:
        SystemFailedError: the file is not such predictions.
        CaseError: it cannot be read.
    """
    found: dict[str, Ranking] = {}
    lines = _json(path) if path.suffix.lower() in _JSON else _csv(path)
    for number, line in lines:
        try:
            found[str(line["id"])] = ranking_from_json(line)
        except (KeyError, TypeError, ValueError) as error:
            raise SystemFailedError(
                f"Line {number} of {path} is no prediction (id, codes, scores): {error}."
            ) from error
    return found


def _json(path: Path) -> Iterator[tuple[int, Any]]:
    return json_lines(path)


def _csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    tabbed = path.suffix.lower() == ".tsv"
    reader = csv.DictReader(decoded(path).splitlines(), delimiter="\t" if tabbed else ",")
    for name in ("id", "codes"):
        if name not in (reader.fieldnames or ()):
            raise SystemFailedError(f"{path} has no column {name!r}; it needs id and codes.")
    for number, row in enumerate(reader, start=2):
        yield (
            number,
            {
                "id": row["id"],
                "codes": [code for code in (row["codes"] or "").split(_SEPARATOR) if code.strip()],
                "scores": [s for s in (row.get("scores") or "").split(_SEPARATOR) if s.strip()],
            },
        )


class FileSystem:
    """A system that has answered already. A case it has no answer for is not answered."""

    batch = 1024
    timed = False

    def __init__(self, name: str, path: Path, probabilities: bool = False) -> None:
        self.name = name
        self.probabilities = probabilities
        self._path = path

    @property
    def identity(self) -> str:
        """The file's checksum."""
        return hashlib.sha256(content(self._path)).hexdigest()[:16]

    @cached_property
    def _answers(self) -> dict[str, Ranking]:
        return read_predictions(self._path)

    def load(self) -> None:
        """Read the file."""
        _ = self._answers

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        """What the file says of each case."""
        return [self._answers.get(case.id, Ranking(())) for case in cases]

    def size(self) -> None:
        """None: the model is elsewhere."""
        return
