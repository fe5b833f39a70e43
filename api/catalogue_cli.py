"""`tasnif catalogue`: a file of goods in, the same file back with codes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.options import LanguageOption
from api.settings import settings
from api.terminal import fail, load_classifier, stderr
from hs_data import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.catalogue.answering import Memory
    from api.catalogue.report import Report


def catalogue(  # noqa: PLR0917 - typer reads the options from the parameters
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="CSV, TSV, XLSX, Parquet or JSON lines.")
    ],
    out: Annotated[
        Path | None,
        typer.Argument(metavar="OUT", help="The result; its extension says the format."),
    ] = None,
    lang: LanguageOption = "en",
    columns: Annotated[
        str,
        typer.Option(help="Columns that describe the goods, separated by commas, name first."),
    ] = "",
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook.")] = "",
    review: Annotated[
        Path | None, typer.Option(help="Write a review workbook (.xlsx) besides.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier run stopped.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=0, help="Spread CSV or Parquet over processes; OUT is a folder.")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option(help="Spread over the workers of the Dask scheduler at this address.")
    ] = "",
    report: Annotated[Path | None, typer.Option(help="Write the counts there, as JSON.")] = None,
) -> None:
    """Classify a catalogue: every row comes back as it was, with its code beside it.

    Exits with 0 when every row could be read, 1 when some could not, 2 when nothing was
    written.
    """
    wanted = tuple(name.strip() for name in columns.split(",") if name.strip())
    if workers or scheduler:
        _spread(str(source), out, lang, wanted, scheduler, workers)
        return
    from api.catalogue.answering import Answering  # noqa: PLC0415 - keeps `--help` quick
    from api.catalogue.run import Job, default_out, run  # noqa: PLC0415
    from api.catalogue.table import kind_of  # noqa: PLC0415

    job = Job(
        source,
        out or default_out(source),
        wanted,
        sheet,
        review,
        resume,
    )
    kind_of(source)
    kind_of(job.out)
    if review is not None and review.suffix.lower() != ".xlsx":
        fail(f"the review is a workbook; give it a name that ends in .xlsx, not {review.name}.")
    classifier = load_classifier()
    with _memory() as memory, _bar() as progress:
        found = run(job, Answering(classifier, lang, memory), progress)
    if report is not None:
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
        report.write_text(text + "\n", encoding="utf-8")
    _tell(found, job.out)
    if found.failed:
        raise typer.Exit(1)


def _spread(  # noqa: PLR0917 - what the command was given
    source: str,
    out: Path | None,
    lang: Language,
    columns: tuple[str, ...],
    scheduler: str,
    workers: int,
) -> None:
    if out is None:
        fail("name the folder for the parts: tasnif catalogue IN OUT --workers N.")
    try:
        from api.catalogue.cluster import Spread, run_spread  # noqa: PLC0415
    except ModuleNotFoundError:
        fail("Dask is not installed; pip install 'tasnif[cluster]' brings it.")
    load_classifier()  # built once here, and not by every worker at the same time
    found = run_spread(Spread(source, out, lang, columns, scheduler, workers))
    _tell(found, out)
    if found.failed:
        raise typer.Exit(1)


@contextmanager
def _memory() -> Iterator[Memory]:
    """Earlier decisions; where their database cannot be used, none, and it is said."""
    from api.catalogue.answering import Nothing  # noqa: PLC0415
    from api.catalogue.memory import StoreMemory  # noqa: PLC0415
    from api.decisions import StoreError, open_store  # noqa: PLC0415

    try:
        store = open_store(settings().database)
    except StoreError as error:
        stderr().print(f"Without earlier decisions: {error}", style="yellow", markup=False)
        yield Nothing()
        return
    with store:
        yield StoreMemory(store)


class _bar:  # noqa: N801 - used as a function
    """A progress bar with rate and time left, on standard error."""

    def __enter__(self) -> _bar:
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            TextColumn("Rows"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=stderr(),
            transient=True,
        )
        self._bar.start()
        self._task = self._bar.add_task("rows", total=None, rate="")
        return self

    def __call__(self, done: int, total: int | None) -> None:
        speed = self._bar.tasks[0].speed
        rate = f"{speed:,.0f} rows/s" if speed else ""
        self._bar.update(self._task, completed=done, total=total, rate=rate)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _tell(found: Report, out: Path) -> None:
    """The counts, in a few lines on standard error."""
    screen = stderr()
    rate = f", {found.rows / found.seconds:,.0f} rows/s" if found.seconds else ""
    screen.print(
        f"{found.rows:,} rows, {found.different:,} different descriptions, from the columns "
        f"{', '.join(found.columns)}{rate}.",
        markup=False,
    )
    outcomes = ", ".join(f"{name} {count:,}" for name, count in found.outcomes.most_common())
    screen.print(outcomes, markup=False)
    for note in found.notes:
        screen.print(note, style="yellow", markup=False)
    for group in found.disagreements[:5]:
        told = "; ".join(f"{code} {text[:60]!r}" for text, code in group[:3])
        screen.print(f"Look the same, coded differently: {told}", style="yellow", markup=False)
    for text, code, precedent in found.against_decisions[:5]:
        screen.print(
            f"Decided otherwise before: {code} {text[:60]!r}, but {precedent}",
            style="yellow",
            markup=False,
        )
    if found.failed:
        screen.print(f"{found.failed:,} rows could not be read; hs_error says why.", style="yellow")
    screen.print(f"Written to {out}", markup=False)
