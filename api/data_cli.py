"""`tasnif data`: check the tables, renew their manifest."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from api.terminal import fail
from hs_data import Manifest
from hs_data.check import check_all, default_reference, overlap, read_reference
from hs_data.tables import TABLES

app = typer.Typer(help="Check the data tables.", no_args_is_help=True)


@app.command()
def check(
    reference: Annotated[
        Path | None,
        typer.Option(
            help="A reference nomenclature (CSV with hscode and description) to compare with; "
            "by default shared/data/hs2022.csv beside the repository, where it is there."
        ),
    ] = None,
    notes: Annotated[bool, typer.Option(help="Print what is worth a look besides errors.")] = False,
) -> None:
    """Validate every table; exit with 1 when there are errors."""
    if reference is not None and not reference.exists():
        fail(f"there is no reference file {reference}.")
    compared: Path | None = reference or default_reference()
    if compared is not None and not compared.exists():
        compared = None
        typer.echo("reference file absent: codes and wording were not compared with it")
    found: Counter[str] = Counter()
    for problem in check_all(TABLES, compared):
        found[problem.severity] += 1
        if problem.severity == "error" or notes:
            typer.echo(str(problem))
    if compared is not None:
        same = overlap(TABLES, read_reference(compared))
        typer.echo(
            f"wording as in the reference: {len(same.same)} of {same.total} ({same.share:.2%})"
        )
    rows = ", ".join(f"{count:,} {kind}" for kind, count in Manifest.measure().rows.items())
    typer.echo(f"rows: {rows}")
    typer.echo(f"{found['error']} errors, {found['note']} notes")
    if found["error"]:
        raise typer.Exit(1)


@app.command()
def manifest() -> None:
    """Count and hash the tables and write their manifest; run after every edit."""
    measured = Manifest.measure()
    measured.save()
    typer.echo(f"{measured.edition}, data {measured.checksum[:16]}")
