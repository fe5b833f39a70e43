"""Catalogues past one machine: the same answering, over the partitions of Dask.

A scheduler's address is all that changes between a laptop's processes and a cluster. Each
worker process loads the classifier once and keeps it; a partition is answered as a block
of the one-machine run is, so the same rows get the same codes. Dask repeats a partition
whose worker dies.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from api.catalogue.answering import ADDED, NUMBERS, Answering
from api.catalogue.answers import Values
from api.catalogue.columns import Chosen, choose
from api.catalogue.compose import compose
from api.catalogue.delimited import DelimitedSource, guarded
from api.catalogue.errors import CatalogueError, FormatError
from api.catalogue.report import Report
from api.catalogue.run import names_for
from api.settings import settings
from classifier import Classifier
from hs_data import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_BLOCK_BYTES: Final = 4_000_000
"""A partition of CSV: some ten seconds' work for one worker."""

_TEXTS: Final = 512
"""Texts answered at once within a partition."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A catalogue in parts, and where they go.

    `source` is a file, a folder of files, or a pattern such as `parts/*.parquet`; `out` is
    a folder. `scheduler` is the address of a Dask scheduler; without one, `workers`
    processes of this machine are started.
    """

    source: str
    out: Path
    language: Language = "en"
    columns: tuple[str, ...] = ()
    scheduler: str = ""
    workers: int = 0


@lru_cache(maxsize=1)
def _classifier(encoder: str, cache: Path | None) -> Classifier:
    """One classifier a process, whatever the number of partitions it gets."""
    return Classifier.load(encoder, cache)


@dataclass(frozen=True, slots=True)
class _Task:
    """What each worker needs besides its partition."""

    columns: tuple[Chosen, ...]
    added: tuple[str, ...]
    language: Language
    encoder: str
    cache: Path | None


def answer_frame(frame: pd.DataFrame, task: _Task) -> pd.DataFrame:
    """A partition with our columns; runs on the workers."""
    import pandas as pd  # noqa: PLC0415

    found = frame.copy()
    values: list[Values] = []
    if len(frame):
        answering = Answering(_classifier(task.encoder, task.cache), task.language)
        cells = [
            ["" if pd.isna(cell) else str(cell) for cell in frame[column.name]]
            for column in task.columns
        ]
        places = [replace(column, place=n) for n, column in enumerate(task.columns)]
        texts = [compose(row, places) for row in zip(*cells, strict=True)]
        different = list(dict.fromkeys(texts))
        answered: dict[str, Values] = {}
        for start in range(0, len(different), _TEXTS):
            answered.update(answering.answer(different[start : start + _TEXTS]))
        values = [answered[text] for text in texts]
    for place, (name, ours) in enumerate(zip(task.added, ADDED, strict=True)):
        told = [row[place] for row in values]
        if ours in NUMBERS:
            found[name] = pd.array([None if v == "" else v for v in told], dtype="Float64")
        else:
            found[name] = pd.array([str(v) for v in told], dtype=object)
    return found


def _paths(source: str) -> list[str]:
    path = Path(source)
    if path.is_dir():
        found = sorted(str(p) for p in path.iterdir() if p.suffix in {".csv", ".parquet", ".pq"})
    else:
        found = sorted(glob(source))  # noqa: PTH207 - the pattern may be absolute
    if not found:
        raise FormatError(f"{source} names no CSV or Parquet files.")
    kinds = {Path(name).suffix for name in found}
    if len(kinds) > 1:
        raise FormatError(f"{source} holds {' and '.join(sorted(kinds))}; give one kind.")
    if kinds & {".csv", ".parquet", ".pq"} != kinds:
        raise FormatError("Only CSV and Parquet are spread over workers; convert the file first.")
    return found


@contextmanager
def _client(spread: Spread) -> Iterator[Any]:
    from distributed import Client, LocalCluster  # noqa: PLC0415 - slow, and only for this

    if spread.scheduler:
        try:
            client = Client(spread.scheduler, timeout="20s")  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise CatalogueError(
                f"No Dask scheduler answers at {spread.scheduler}: {error}."
            ) from error
        with client:
            yield client
        return
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=max(spread.workers, 1),
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client


def _read(paths: Sequence[str]) -> tuple[Any, bool]:
    """The parts as a Dask frame, and whether they are CSV."""
    import dask.dataframe as dd  # noqa: PLC0415

    if Path(paths[0]).suffix == ".csv":
        first = DelimitedSource(Path(paths[0]))
        if first.encoding not in {"utf-8", "utf-8-sig"} or first.preamble:
            raise FormatError(
                f"{paths[0]} is {first.encoding} or has lines above its header; to be spread, "
                "files must be UTF-8 and begin with the header."
            )
        frame = dd.read_csv(
            list(paths), dtype=str, keep_default_na=False, sep=first.delimiter,
            encoding=first.encoding, blocksize=_BLOCK_BYTES,
        )  # fmt: skip
        return frame, True
    return dd.read_parquet(list(paths), split_row_groups=True), False


def run_spread(spread: Spread) -> Report:
    """Classify a catalogue in parts over several processes or machines.

    Raises:
        CatalogueError: the parts cannot be read or written, or no scheduler answers; the
            folder is then not there.
    """
    import dask  # noqa: PLC0415

    paths = _paths(spread.source)
    if spread.out.exists():
        raise CatalogueError(f"{spread.out} is there already; give another folder.")
    scratch = spread.out.with_name(f".{spread.out.name}.part")
    shutil.rmtree(scratch, ignore_errors=True)
    choice = settings()
    # Strings stay Python's, as they are in the one-machine run.
    with dask.config.set({"dataframe.convert-string": False}), _client(spread) as client:
        frame, is_csv = _read(paths)
        names = [str(name) for name in frame.columns]
        sample = frame.head(50, npartitions=-1).astype(str).to_numpy().tolist()
        columns = choose(names, sample, spread.columns)
        added = names_for(names)
        task = _Task(columns, added, spread.language, choice.encoder, choice.cache)
        meta = answer_frame(frame._meta, task)
        done = frame.map_partitions(answer_frame, task, meta=meta)
        scratch.mkdir(parents=True)
        try:
            counted = _write(done, scratch, is_csv, client)
            scratch.replace(spread.out)
        except OSError as error:
            raise CatalogueError(f"{spread.out} could not be written: {error}.") from error
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    counted.columns = tuple(c.name for c in columns)
    return counted


def _part(frame: pd.DataFrame, number: int, folder: Path, is_csv: bool) -> list[Counter[str]]:
    """Write one part, whole or not at all, and count its outcomes; runs on the workers."""
    name = folder / f"part-{number:05d}.{'csv' if is_csv else 'parquet'}"
    scratch = name.with_suffix(".tmp")
    if is_csv:
        text = frame.select_dtypes(object).columns
        safe = frame.assign(**{c: frame[c].map(guarded) for c in text})
        safe.to_csv(scratch, index=False)
    else:
        frame.to_parquet(scratch, index=False)
    scratch.replace(name)
    outcome = next(c for c in frame.columns[::-1] if c.startswith("hs_outcome"))
    code = next(c for c in frame.columns[::-1] if c.startswith("hs_code"))
    error = next(c for c in frame.columns[::-1] if c.startswith("hs_error"))
    return [
        Counter(frame[outcome].tolist()),
        Counter(c[:2] for c in frame[code].tolist() if c),
        Counter({"failed": int((frame[error] != "").sum())}),
    ]


def _write(done: Any, folder: Path, is_csv: bool, client: Any) -> Report:
    from dask.delayed import delayed  # noqa: PLC0415

    parts = [
        delayed(_part)(part, number, folder, is_csv)
        for number, part in enumerate(done.to_delayed())
    ]
    report = Report()
    for outcomes, chapters, failures in client.gather(client.compute(parts)):
        report.outcomes += outcomes
        report.chapters += chapters
        report.failed += failures["failed"]
    report.rows = report.outcomes.total()
    return report
