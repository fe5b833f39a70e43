"""`tasnif review`: what an agent decided in a review workbook is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.settings import settings
from api.terminal import stderr

app = typer.Typer(no_args_is_help=True, help="Read reviewed catalogues back.")


@app.callback()
def _root() -> None:
    """Read reviewed catalogues back."""


@app.command("import")
def import_review(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A reviewed workbook.")],
    who: Annotated[str, typer.Option(help="Who decided: a name or a role.")],
) -> None:
    """Remember the codes that were accepted or corrected; the next catalogue reuses them.

    Exits with 0 when every decided row was taken, 1 when some have a code that cannot be.
    """
    from api.catalogue.reviewed import read_review  # noqa: PLC0415 - keeps `--help` quick
    from api.decisions import open_store  # noqa: PLC0415

    found = read_review(file, who)
    with open_store(settings().database) as store:
        kept = store.record(found.decisions)
    corrected = sum(decision.judgement == "corrected" for decision in kept)
    screen = stderr()
    screen.print(
        f"{len(kept):,} decisions remembered: {len(kept) - corrected:,} accepted, "
        f"{corrected:,} corrected.",
        markup=False,
    )
    for fault in found.faults:
        screen.print(f"tasnif: {fault}", style="red", markup=False)
    if found.faults:
        raise typer.Exit(1)
