"""`tasnif eval`: systems side by side over a file of cases."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console


def evaluate(  # noqa: PLR0917 - typer reads the options from the parameters
    cases: Annotated[Path, typer.Argument(metavar="CASES.csv", help="Labelled cases.")],
    systems: Annotated[
        str, typer.Option(help="Names separated by commas: tasnif, bm25, minilm, fuzzy.")
    ] = "tasnif,bm25,minilm,fuzzy",
    out: Annotated[Path | None, typer.Option(help="Write every figure there, as JSON.")] = None,
    text_column: Annotated[str, typer.Option(help="Column of the texts.")] = "text",
    code_column: Annotated[
        str, typer.Option(help="Column of the codes, several separated by |.")
    ] = "codes",
    quality: Annotated[
        str, typer.Option(help="Only cases of these labels, such as strong,medium.")
    ] = "",
    markdown: Annotated[bool, typer.Option(help="Print the table as Markdown.")] = False,
) -> None:
    """Measure Tasnif and plain baselines over labelled cases, in one run."""
    from classifier import Classifier  # noqa: PLC0415 - keeps `tasnif --help` quick
    from eval.cases import read_cases  # noqa: PLC0415
    from eval.report import as_json, as_markdown, as_table  # noqa: PLC0415
    from eval.run import run  # noqa: PLC0415
    from eval.systems import make  # noqa: PLC0415

    chosen = [make(name.strip(), Classifier.load) for name in systems.split(",") if name.strip()]
    file = read_cases(cases, text_column, code_column)
    result = run(file, chosen, [label for label in quality.split(",") if label])
    if markdown:
        typer.echo(as_markdown(result, slices=True))
    else:
        Console(width=140).print(as_table(result))
    typer.echo(
        f"{len(result.leaked)} of {result.goods} texts stand word for word in the tables", err=True
    )
    for row in file.unreadable:
        typer.echo(f"unreadable: {row}", err=True)
    if out is not None:
        scratch = out.with_name(out.name + ".part")
        scratch.write_text(as_json(result), encoding="utf-8")
        scratch.replace(out)
        typer.echo(f"figures in {os.fspath(out)}", err=True)
