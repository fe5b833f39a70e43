"""Predictions that outlive a crash: batches are appended, flushed to the disk, and reused."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.folder import RunFolder, plain
from eval.systems.base import Ranking, System, ranking_from_json

Advance = Callable[[int], None]
"""Told how many more cases are done."""


@dataclass(frozen=True, slots=True)
class Predicted:
    """A system's rankings of cases, and the cases and seconds that were not reused."""

    rankings: tuple[Ranking, ...]
    fresh: int
    seconds: float


def predict(
    folder: RunFolder,
    path: Path,
    key: str,
    system: System,
    cases: Sequence[Case],
    *,
    advance: Advance = lambda done: None,
) -> Predicted:
    """Rank cases, taking up what an earlier run has answered with the same key.

    The system is loaded only when something is left to answer.

    Args:
        folder: the run's.
        path: where the predictions are kept, below it.
        key: what they depend on; kept ones with another are thrown away.
        system: what answers.
        cases: what it is asked.
        advance: told of progress.
    """
    rankings = kept_rankings(folder, path, key, cases, system.batch)
    advance(len(rankings))
    fresh, seconds = len(cases) - len(rankings), 0.0
    if fresh:
        system.load()
    with path.open("a", encoding="utf-8") as file:
        for start in range(len(rankings), len(cases), system.batch):
            batch = cases[start : start + system.batch]
            began = time.perf_counter()
            answers = system.rank(batch)
            seconds += time.perf_counter() - began
            lines = (a.as_json(case.id) for case, a in zip(batch, answers, strict=True))
            file.write("".join(_line(line) for line in lines))
            file.flush()
            os.fsync(file.fileno())
            rankings += answers
            advance(len(batch))
    return Predicted(tuple(rankings), fresh, seconds)


def _line(values: dict[str, Any]) -> str:
    text = json.dumps(plain(values), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def kept_rankings(
    folder: RunFolder, path: Path, key: str, cases: Sequence[Case], batch: int
) -> list[Ranking]:
    """What an earlier run answered, in whole batches, so that the rest is cut the same way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if folder.key(path) != key:
        path.unlink(missing_ok=True)
        path.touch()
        folder.set_key(path, key)
        return []
    rankings: list[Ranking] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for case, line in zip(cases, lines, strict=False):
        try:
            told = json.loads(line)
            if told["id"] != case.id:
                break
            rankings.append(ranking_from_json(told))
        except (ValueError, KeyError, TypeError):  # a line that a crash cut short
            break
    if len(rankings) < len(cases):
        del rankings[len(rankings) // batch * batch :]
    good = "".join(line + "\n" for line in lines[: len(rankings)])
    path.write_text(good, encoding="utf-8")
    return rankings
