"""Runs jobs one after another in a thread; what a restart interrupts goes on afterwards."""

from __future__ import annotations

import json
import logging
import queue
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final

from api.catalogue.answering import ADDED, Answering, Memory
from api.catalogue.errors import CatalogueError, InterruptedRunError
from api.catalogue.report import Report
from api.catalogue.run import Job, run
from api.jobs.job import STATE, Catalogue, Folder, new_id, now
from classifier import Classifier
from hs_data import Language, TasnifError

try:
    import fcntl
except ImportError:  # no such locks on Windows: one process a folder there
    fcntl = None  # type: ignore[assignment]

_LOG: Final = logging.getLogger("tasnif.jobs")
_ID: Final = re.compile(r"[0-9a-f]{24}")
_SAVED_EVERY: Final = 2.0
"""Seconds between the times that progress is kept on disk."""

_DAY: Final = 86_400.0

Memories = Callable[[], AbstractContextManager[Memory]]


class Jobs:
    """The catalogues of a server.

    Args:
        root: folder where they are kept.
        classifier: how to get the loaded classifier.
        memories: how to look up earlier decisions.
        most_rows: rows of a catalogue that are taken.
        keep_days: days after which a job and its files go.
    """

    def __init__(
        self,
        root: Path,
        classifier: Callable[[], Classifier],
        memories: Memories,
        most_rows: int,
        keep_days: int,
    ) -> None:
        self._root = root
        self._classifier = classifier
        self._memories = memories
        self._most_rows = most_rows
        self._keep = keep_days * _DAY
        self._lock = threading.Lock()
        self._live: dict[str, Catalogue] = {}
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Find the jobs on disk, go on with those that were not done, drop the old ones."""
        for job in reversed(self.all()):
            path = self._root / job.id
            if not job.over:
                self._queue.put(job.id)
            elif time.time() - (path / STATE).stat().st_mtime > self._keep:
                shutil.rmtree(path, ignore_errors=True)
        self._thread = threading.Thread(target=self._work, name="catalogues", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop between two blocks; the answers so far are kept for the next start."""
        self._closing.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=60)

    def receive(self) -> tuple[str, Path]:
        """A new job's id, and the folder into which its file is to be put.

        Raises:
            CatalogueError: the folder cannot be made.
        """
        job_id = new_id()
        path = self._root / job_id
        try:
            path.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise CatalogueError(f"No room for catalogues on the server: {error}.") from error
        return job_id, path

    def submit(
        self, job_id: str, name: str, suffix: str, language: Language, columns: tuple[str, ...]
    ) -> Catalogue:
        """Queue a job whose file is in its folder."""
        job = self._put(Catalogue(job_id, name, suffix, language, columns, created=now()))
        self._queue.put(job_id)
        return job

    def refuse(self, job_id: str) -> None:
        """Forget a job whose file did not come whole."""
        shutil.rmtree(self._root / job_id, ignore_errors=True)

    def get(self, job_id: str) -> Catalogue | None:
        """A job, or None."""
        with self._lock:
            live = self._live.get(job_id)
        if live is not None:
            return live
        return Folder(self._root, job_id).load() if _ID.fullmatch(job_id) else None

    def all(self) -> list[Catalogue]:
        """Every job of every process that shares the folder, the newest first."""
        names = [path.name for path in self._root.iterdir()] if self._root.is_dir() else []
        found = [job for name in names if (job := self.get(name)) is not None]
        return sorted(found, key=lambda job: (job.created, job.id), reverse=True)

    def folder(self, job: Catalogue) -> Folder:
        """Where a job's files are."""
        return Folder(self._root, job.id)

    def cancel(self, job: Catalogue) -> Catalogue:
        """Stop a job, or keep one that waits from starting; what is over stays as it is."""
        current = self.get(job.id) or job
        if current.over:
            return current
        self.folder(job).stop.touch()
        if current.status == "waiting":
            return self._put(current.with_(status="cancelled", finished=now()))
        return current

    def forget(self, job: Catalogue) -> None:
        """Cancel a job and take its files away."""
        self.cancel(job)
        shutil.rmtree(self._root / job.id, ignore_errors=True)

    def _put(self, job: Catalogue, disk: bool = True) -> Catalogue:
        with self._lock:
            if job.over:
                self._live.pop(job.id, None)
            else:
                self._live[job.id] = job
        if (disk or job.over) and (self._root / job.id).is_dir():
            Folder(self._root, job.id).save(job)
        return job

    def _work(self) -> None:
        while (job_id := self._queue.get()) is not None and not self._closing.is_set():
            job = self.get(job_id)
            if job is None or job.over:
                continue
            try:
                with _locked(self.folder(job).lock) as ours:
                    if ours:
                        self._run(self._put(job.with_(status="running")))
            # Whatever went wrong with one catalogue, the next ones are still to be done.
            except Exception as error:  # noqa: BLE001
                _LOG.exception("catalogue %s failed", job_id)
                told = str(error) if isinstance(error, TasnifError) else "Something went wrong."
                self._end(job_id, status="failed", message=told)

    def _end(self, job_id: str, **changes: Any) -> None:
        job = self.get(job_id)
        if job is not None:
            self._put(job.with_(finished=now(), **changes))

    def _run(self, job: Catalogue) -> None:
        folder = self.folder(job)
        kept = time.monotonic()

        def progress(rows: int, total: int | None) -> None:
            nonlocal kept
            disk = time.monotonic() - kept > _SAVED_EVERY
            kept = time.monotonic() if disk else kept
            current = self.get(job.id)
            if current is not None:
                self._put(current.with_(rows=rows, total=total), disk)

        def stopping() -> bool:
            return self._closing.is_set() or folder.stop.exists() or not folder.path.is_dir()

        task = Job(
            folder.input(job),
            folder.output(job),
            job.columns,
            review=folder.review,
            resume=True,
            most_rows=self._most_rows,
            stop=stopping,
        )
        try:
            with self._memories() as memory:
                answering = Answering(self._classifier(), job.language, memory)
                report = run(task, answering, progress)
        except InterruptedRunError:
            if folder.stop.exists() or not folder.path.is_dir():
                self._end(job.id, status="cancelled")
            return
        except CatalogueError as error:
            told = str(error).replace(folder.input(job).name, job.name)
            self._end(job.id, status="failed", message=told)
            return
        _write_rows(folder.rows, report)
        self._end(
            job.id, status="done", rows=report.rows, total=report.rows, report=report.as_json()
        )


@contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Whether this process has a job to itself; another that shares the folder may run it.

    The lock goes with the process that held it, however that ended.
    """
    if fcntl is None:
        yield True
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _write_rows(path: Path, report: Report) -> None:
    """The review list, the least certain row first, one JSON object a line."""
    scratch = path.with_suffix(".part")
    with scratch.open("w", encoding="utf-8") as file:
        for one in report.review:
            held = {"row": one.row, "text": one.text, **dict(zip(ADDED, one.values, strict=True))}
            file.write(json.dumps(held, ensure_ascii=False) + "\n")
    scratch.replace(path)
