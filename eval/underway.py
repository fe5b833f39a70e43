"""A run under way: what it measures, what is known so far, what an earlier one left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.cases import Dataset
from eval.errors import RunError
from eval.figures import Settings
from eval.folder import RunFolder, as_json, plain, write_whole
from eval.spec import Spec
from eval.systems import Ranking, System

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, of how much."""


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

    @property
    def primary(self) -> str:
        """The system that the report is about: the one wanted, or else the first."""
        names = [system.name for system in self.systems]
        return self.spec.primary if self.spec.primary in names else names[0]


def kept(run: Run, path: Path, key: str, make: Callable[[], Any]) -> Any:
    """A result that an earlier run left, or a new one, kept for the next."""
    if run.folder.key(path) == key:
        with suppress(RunError):
            return run.folder.read(path)
    made = plain(make())
    write_whole(path, as_json(made))
    run.folder.set_key(path, key)
    return made
