"""A job, and where it is kept: one folder each, its state in one small file."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from hs_data import Language

Status = Literal["waiting", "running", "done", "failed", "cancelled"]

STATE: Final = "job.json"
OVER: Final = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A job: a catalogue that was handed over, and how far it is.

    `name` is the file's name as it was given, only ever shown; on disk the file is called
    `input`. `report` holds the counts once it is done, `message` what went wrong.
    """

    id: str
    name: str
    suffix: str
    language: Language
    columns: tuple[str, ...] = ()
    status: Status = "waiting"
    rows: int = 0
    total: int | None = None
    message: str = ""
    report: dict[str, Any] | None = None
    created: str = ""
    finished: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in OVER

    def with_(self, **changes: Any) -> Catalogue:
        """The job with some of it changed."""
        return replace(self, **changes)


def now() -> str:
    """The time as it is kept and told: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_id() -> str:
    """An id that nobody guesses."""
    return secrets.token_hex(12)


class Folder:
    """The folder of one job."""

    def __init__(self, root: Path, job_id: str) -> None:
        self.path = root / job_id

    def input(self, job: Catalogue) -> Path:
        """The catalogue as it came."""
        return self.path / f"input{job.suffix}"

    def output(self, job: Catalogue) -> Path:
        """The result."""
        return self.path / f"output{job.suffix}"

    @property
    def review(self) -> Path:
        """The review workbook."""
        return self.path / "review.xlsx"

    @property
    def rows(self) -> Path:
        """The review list as JSON lines, for the workbench."""
        return self.path / "review.jsonl"

    @property
    def lock(self) -> Path:
        """Locked by the process that runs the job."""
        return self.path / "lock"

    @property
    def stop(self) -> Path:
        """There once somebody asked for the job to be cancelled."""
        return self.path / "stop"

    def save(self, job: Catalogue) -> None:
        """Keep a job's state, whole or not at all."""
        scratch = self.path / f"{STATE}.{os.getpid()}.part"
        scratch.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        scratch.replace(self.path / STATE)

    def load(self) -> Catalogue | None:
        """The job kept here, or None where there is none that can be read."""
        try:
            held = json.loads((self.path / STATE).read_text(encoding="utf-8"))
            return Catalogue(**{**held, "columns": tuple(held["columns"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None
