"""`tasnif decisions`: look at what people decided, add to it, carry it elsewhere."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from api.settings import settings
from api.terminal import console, fail, stderr

if TYPE_CHECKING:
    from api.decisions.store import DecisionStore

app = typer.Typer(help="What people decided, remembered.", no_args_is_help=True)


def _store() -> DecisionStore:
    from api.decisions import open_store  # noqa: PLC0415 - keeps `--help` quick

    return open_store(settings().database)


@app.command()
def add(
    text: Annotated[str, typer.Argument(help="Description of the goods.")],
    code: Annotated[str, typer.Argument(help="Such as 5701.10, or a national tariff line.")],
    *,
    who: Annotated[str, typer.Option(help="Who decides.")],
    note: Annotated[str, typer.Option(help="Why, for whoever reads it later.")] = "",
    suggested: Annotated[str | None, typer.Option(help="The code that was put first.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the decision back.")] = False,
) -> None:
    """Decide the code of goods; an earlier decision for the same text is superseded, not lost."""
    from api.decisions import decide  # noqa: PLC0415
    from classifier import Versions  # noqa: PLC0415
    from hs_data import EDITION, Manifest, __version__  # noqa: PLC0415

    chosen = settings()
    versions = Versions(__version__, EDITION, Manifest.load().checksum, chosen.encoder)
    decision = decide(
        text, code, who, versions, suggested=suggested, note=note,
        judgement="withdrawn" if withdraw else None,
    )  # fmt: skip
    with _store() as store:
        (kept,) = store.record([decision])
    changed = f", supersedes {kept.supersedes}" if kept.supersedes else ""
    typer.echo(f"{kept.judgement} {kept.code.dotted} for {kept.key!r} ({kept.id}{changed})")


@app.command("list")
def list_(
    *,
    text: Annotated[str | None, typer.Option(help="Only for this text.")] = None,
    code: Annotated[str | None, typer.Option(help="Only for this code and those below.")] = None,
    who: Annotated[str | None, typer.Option(help="Only of this person.")] = None,
    since: Annotated[
        datetime | None, typer.Option(help="Only from this day or moment on, in UTC.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most decisions.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show decisions, newest first, superseded ones among them."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from api.decisions.lines import to_line  # noqa: PLC0415

    start = since.replace(tzinfo=UTC) if since else None
    with _store() as store:
        page = store.find(text=text, code=code, who=who, since=start, limit=limit)
        where = store.where
    if as_json:
        for decision in page.decisions:
            typer.echo(to_line(decision))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("when", "who", "code", "judgement", "text"):
        table.add_column(name, overflow="fold" if name == "text" else "ellipsis")
    for decision in page.decisions:
        table.add_row(
            f"{decision.when:%Y-%m-%d %H:%M}",
            Text(decision.who),
            decision.code.dotted,
            decision.judgement,
            Text(decision.text[:200]),
        )
    if page.decisions:
        console().print(table)
    more = ", and more; raise --limit" if page.cursor else ""
    stderr().print(f"{len(page.decisions)} decisions in {where}{more}", markup=False)


@app.command()
def conflicts() -> None:
    """Show goods to which people gave different codes; exits with 1 when there are any."""
    with _store() as store:
        found = store.conflicts()
    for conflict in found:
        typer.echo(conflict.key)
        for decision in conflict.decisions:
            said = f"{decision.who}, {decision.when:%Y-%m-%d} {decision.note}".rstrip()
            typer.echo(f"  {decision.code.dotted:<15} {said}")
    if found:
        raise typer.Exit(1)


@app.command()
def export(
    out: Annotated[
        Path | None, typer.Argument(help="File to write; standard output when left out.")
    ] = None,
) -> None:
    """Write every decision as JSON lines, oldest first."""
    with _store() as store:
        if out is None:
            for line in store.export():
                sys.stdout.write(line + "\n")
            return
        count = 0
        with _whole(out) as file:
            for line in store.export():
                file.write(line + "\n")
                count += 1
    stderr().print(f"{count} decisions written to {out}", markup=False)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSON lines, or - for standard input.")],
) -> None:
    """Add decisions from JSON lines; those that are there already stay as they are.

    Exits with 1 when a line could not be read; the others are added all the same.
    """
    with _store() as store:
        if str(file) == "-":
            told = store.import_(sys.stdin.buffer)
        else:
            try:
                source = file.open("rb")
            except OSError as error:
                fail(f"{file} cannot be read: {error.strerror}.")
            with source:
                told = store.import_(source)
    for fault in told.faults:
        stderr().print(f"line {fault.line}: {fault.message}", style="yellow", markup=False)
    typer.echo(f"{told.added} added, {told.known} there already, {len(told.faults)} bad lines")
    if told.faults:
        raise typer.Exit(1)


@contextmanager
def _whole(out: Path) -> Iterator[IO[str]]:
    """A file that takes its name once it is complete, or not at all."""
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
        Path(scratch).replace(out)
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.")
    finally:
        Path(scratch).unlink(missing_ok=True)
