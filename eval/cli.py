"""`tasnif eval`: run, compare, look quickly, check floors, generate tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.terminal import CasesByDefault, bars, wide

evaluate = typer.Typer(
    cls=CasesByDefault,
    help="Measure Tasnif and other systems over labelled cases.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
"""The group of commands; every heavy import waits until one of them needs it."""


@evaluate.command("run")
def run_spec(
    spec: Annotated[Path, typer.Argument(metavar="SPEC.toml", help="What to measure.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder of the run; runs/NAME if absent.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Where datasets lie that are not beside the specification.")
    ] = None,
) -> None:
    """Measure systems over datasets, into a folder with a report.

    Run again, it takes up what the folder holds where nothing has changed.
    """
    from eval.folder import write_whole  # noqa: PLC0415
    from eval.report import as_markdown, as_page, contents, tables  # noqa: PLC0415
    from eval.report.terminal import as_rich  # noqa: PLC0415
    from eval.run import resolver, run  # noqa: PLC0415
    from eval.spec import read_spec  # noqa: PLC0415

    wanted = read_spec(spec)
    with bars() as progress:
        folder = run(
            wanted, resolver(spec, data), out or Path("runs") / wanted.name, progress=progress
        )
    told = contents(folder)
    write_whole(folder.markdown, as_markdown(told))
    write_whole(folder.html, as_page(told))
    console = wide()
    for name, figures in told.figures["datasets"].items():
        console.print(as_rich(tables.systems(figures), name))
        if leak := figures.get("leakage"):
            typer.echo(
                f"{name}: {len(leak['exact'])} of {leak['cases']} texts stand word for word in "
                f"the tables, {len(leak['near'])} nearly",
                err=True,
            )
    for about in told.run["datasets"]:
        for line in (*about["unreadable"], *about["not_in_edition"]):
            typer.echo(f"{about['name']}: not used: {line}", err=True)
    for line in told.run["skipped"]:
        typer.echo(f"left out: {line}", err=True)
    typer.echo(f"report in {folder.html}")


@evaluate.command("compare")
def compare_runs(  # noqa: PLR0917 - typer reads the options from the parameters
    before: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the earlier run.")],
    after: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the later run.")],
    system: Annotated[str, typer.Option(help="System of both; the primary one if absent.")] = "",
    other: Annotated[str, typer.Option(help="System of the later run, if another.")] = "",
    show: Annotated[int, typer.Option(min=0, help="Most cases shown that changed sides.")] = 20,
    out: Annotated[Path | None, typer.Option(help="Write all of it: .md or .json.")] = None,
) -> None:
    """Say what got better and worse from one run to another, and whether it is chance."""
    from eval.compare import compare  # noqa: PLC0415
    from eval.folder import RunFolder, as_json, write_whole  # noqa: PLC0415
    from eval.report import compared  # noqa: PLC0415
    from eval.report.terminal import as_rich  # noqa: PLC0415

    found = compare(RunFolder(before), RunFolder(after), system, other)
    console = wide()
    for told in found:
        console.print(f"{told.dataset}: {compared.verdict(told)}", markup=False, style="bold")
        console.print(as_rich(compared.levels(told)))
        if (changed := compared.parts(told)).rows:
            console.print(as_rich(changed))
        for title, flips in (("better", told.better), ("worse", told.worse)):
            if flips and show:
                shown = compared.flips(flips[:show])
                console.print(as_rich(shown, f"{title}: {len(flips)}", left=6))
    if out is not None:
        as_text = as_json if out.suffix == ".json" else compared.as_markdown
        write_whole(out, as_text(found))
        typer.echo(f"comparison in {out}", err=True)


@evaluate.command("cases")
def quick_look(  # noqa: PLR0917 - typer reads the options from the parameters
    cases: Annotated[Path, typer.Argument(metavar="CASES", help="Labelled cases: CSV or XLSX.")],
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
    """Look quickly: Tasnif and plain baselines over one file, a table, no folder."""
    from eval.datasets import Source, read_dataset  # noqa: PLC0415
    from eval.folder import as_json, write_whole  # noqa: PLC0415
    from eval.quick import quick  # noqa: PLC0415
    from eval.report.markdown import as_rows  # noqa: PLC0415
    from eval.report.quick import as_table  # noqa: PLC0415
    from eval.report.terminal import as_rich  # noqa: PLC0415
    from eval.systems.registry import make_systems, plain_specs  # noqa: PLC0415

    names = [name.strip() for name in systems.split(",") if name.strip()]
    chosen = make_systems(plain_specs(names), Path)
    source = Source(cases, text=(text_column,), code=code_column)
    dataset = read_dataset(source).only([label for label in quality.split(",") if label])
    result = quick(dataset, chosen)
    if markdown:
        typer.echo("\n".join(as_rows(as_table(result))))
    else:
        title = f"{result.cases}: {result.goods} cases with a code, of {result.rows}"
        wide().print(as_rich(as_table(result), title, left=2))
    typer.echo(
        f"{len(result.leakage.exact)} of {result.goods} texts stand word for word in the tables, "
        f"{len(result.leakage.near)} nearly",
        err=True,
    )
    for row in (*result.unreadable, *result.not_in_edition):
        typer.echo(f"not used: {row}", err=True)
    if out is not None:
        write_whole(out, as_json(result))
        typer.echo(f"figures in {out}", err=True)


@evaluate.command("check")
def check_floors(
    thresholds: Annotated[
        Path | None, typer.Option(help="Floors other than the shipped ones.")
    ] = None,
) -> None:
    """Hold Tasnif to its floors on a fast subset; exit with 1 when it is below one."""
    from eval.check import THRESHOLDS, check, read_thresholds  # noqa: PLC0415

    path = thresholds or THRESHOLDS
    found = check(read_thresholds(path), path.parent)
    for one in found:
        sign = "at least" if one.at_least else "at most"
        mark = "ok  " if one.held else "FAIL"
        typer.echo(f"{mark} {one.name:22} {one.value:.3f}  {sign} {one.bound:.3f}")
    if not all(one.held for one in found):
        raise typer.Exit(1)


@evaluate.command("table")
def generate(
    write: Annotated[list[Path] | None, typer.Option(help="Generate the tables of a page.")] = None,
    check: Annotated[
        list[Path] | None, typer.Option(help="Fail where a page differs from the figures.")
    ] = None,
    commit: Annotated[
        Path | None, typer.Option(metavar="RUN", help="First commit the figures of a run.")
    ] = None,
    results: Annotated[Path | None, typer.Option(help="Where committed figures lie.")] = None,
) -> None:
    """Generate the tables of README and pages from the committed figures, or check them."""
    from eval import readme, summary  # noqa: PLC0415
    from eval.folder import RunFolder  # noqa: PLC0415
    from eval.report import blocks  # noqa: PLC0415

    folder = results or summary.RESULTS
    if commit is not None:
        typer.echo(f"figures in {summary.commit(RunFolder(commit), folder)}")
    told = summary.committed(folder)
    for page in write or ():
        typer.echo(f"{page}: {'written' if readme.write(page, told) else 'up to date'}")
    stale = [page for page in check or () if not readme.up_to_date(page, told)]
    for page in stale:
        typer.echo(f"{page} differs from the figures; run `tasnif eval table --write {page}`.")
    if stale:
        raise typer.Exit(1)
    if not (write or check or commit):
        typer.echo("\n".join(blocks.figures(told)))
