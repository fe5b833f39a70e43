"""A run: a catalogue read, its texts answered, and the result written whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from api.catalogue.answering import ADDED, PLACE, Answering, failed, look
from api.catalogue.answers import Answers, Values
from api.catalogue.columns import Chosen, choose
from api.catalogue.compose import compose
from api.catalogue.errors import CatalogueError, InterruptedRunError, LimitError
from api.catalogue.opening import open_sink, open_source
from api.catalogue.report import Report
from api.catalogue.table import Row, Sink, Source

BLOCK: Final = 1_024
"""Rows that are answered and kept together; fixed, so that a resumed run repeats the blocks."""

_SAMPLE: Final = 50
_MOST_TOLD: Final = 100
"""Groups of goods coded differently that a report names."""

Progress = Callable[[int, int | None], None]
"""Told of rows done, and of all rows where that is known."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do.

    `columns` are names of columns to read instead of those found. `review` is where to put
    a review workbook besides. `stop` is asked between blocks.
    """

    source: Path
    out: Path
    columns: tuple[str, ...] = ()
    sheet: str = ""
    review: Path | None = None
    resume: bool = False
    most_rows: int | None = None
    stop: Callable[[], bool] = lambda: False


def default_out(path: Path) -> Path:
    """Beside the catalogue, under its name with `-hs`."""
    return path.with_name(f"{path.stem}-hs{path.suffix}")


def work_folder(out: Path) -> Path:
    """Where a run keeps its answers until it is done."""
    return out.with_name(f".{out.name}.tasnif")


def _blocks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def names_for(columns: Sequence[str]) -> tuple[str, ...]:
    """The names of our columns, with a number where the file has such columns already."""
    taken = set(columns)
    n = 1
    while any(name in taken for name in (_numbered(a, n) for a in ADDED)):
        n += 1
    return tuple(_numbered(name, n) for name in ADDED)


def _numbered(name: str, n: int) -> str:
    return name if n == 1 else f"{name}_{n}"


def run(job: Job, answering: Answering, progress: Progress | None = None) -> Report:
    """Classify a catalogue.

    Raises:
        CatalogueError: the file cannot be read or written; nothing is under the final name.
        InterruptedRunError: `stop` said so; the answers are kept for a resume.
    """
    started = time.perf_counter()
    if job.out.is_dir():
        raise CatalogueError(f"{job.out} is a folder; give the name of a file.")
    if job.out.resolve() == job.source.resolve():
        raise CatalogueError("The result would replace the catalogue; give it another name.")
    source = open_source(job.source, job.sheet)
    sample = [row.cells for row in islice(source.rows(), _SAMPLE)]
    columns = choose(source.columns, sample, job.columns)
    identity = f"{answering.identity}|{'/'.join(column.name for column in columns)}"
    report = Report(columns=tuple(c.name for c in columns), notes=source.notes)
    answers = Answers(work_folder(job.out), identity, job.resume)
    done = False
    try:
        sink = open_sink(
            job.out, source, names_for(source.columns), answering.language, answering.identity
        )
        _go(
            job, source, lambda block: _answer(block, columns, answering, answers), sink, report,
            progress,
        )  # fmt: skip
        report.different = len(answers)
        report.disagreements = list(answers.disagreements(_MOST_TOLD))
        sink.finish(report)
        done = True
    except KeyboardInterrupt as error:
        raise InterruptedRunError(
            "Stopped. What was done is kept; run again with --resume to go on."
        ) from error
    finally:
        answers.close(done)
    if job.review is not None:
        from api.catalogue.review_sheet import write_review  # noqa: PLC0415 - slow to import

        write_review(job.review, report, answering.language, answering.identity)
    report.seconds = time.perf_counter() - started
    return report


def _go(  # noqa: PLR0917 - one loop, and what it goes over
    job: Job,
    source: Source,
    answer: Callable[[Sequence[Row]], list[tuple[Row, str, Values]]],
    sink: Sink,
    report: Report,
    progress: Progress | None,
) -> None:
    """Answer and write every block; on any failure leave nothing behind."""
    total = source.count()
    try:
        for block in _blocks(source.rows()):
            _check(job, report.rows + len(block))
            written = answer(block)
            for row, text, values in written:
                report.add(row.number, text, values)
            sink.write([(row, values) for row, _, values in written])
            if progress is not None:
                progress(report.rows, total)
    except BaseException:
        sink.abandon()
        raise


def _check(job: Job, rows: int) -> None:
    if job.stop():
        raise KeyboardInterrupt
    if job.most_rows is not None and rows > job.most_rows:
        raise LimitError(
            f"The catalogue has more than {job.most_rows:,} rows; split it, or raise the limit."
        )


def _answer(
    block: Sequence[Row], columns: Sequence[Chosen], answering: Answering, answers: Answers
) -> list[tuple[Row, str, Values]]:
    """Answer a block: what is known already, and what is new together."""
    texts = ["" if row.fault else compose(row.cells, columns) for row in block]
    different = list(dict.fromkeys(texts))
    known = answers.get(different)
    new = [text for text in different if text not in known]
    if new:
        made = answering.answer(new)
        answers.put(made, {text: look(text) for text in new}, PLACE["hs_code"])
        # As they will be found again: what went through the disk once always has.
        known.update(answers.get(new))
    return [
        (row, text, failed(row.fault) if row.fault else known[text])
        for row, text in zip(block, texts, strict=True)
    ]
