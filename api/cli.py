"""The command line: `tasnif`. Heavy imports wait until a command needs them."""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points
from typing import Annotated

import typer
from rich.console import Console

from api import catalogue_cli, data_cli, decisions_cli, index_cli, review_cli, serve_cli
from api.options import LanguageOption
from api.terminal import console, fail, load_classifier, stderr
from hs_data import TasnifError, __version__, nomenclature

app = typer.Typer(
    name="tasnif",
    help="From a maker's words to a customs code: the Harmonized System, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(data_cli.app, name="data")
app.add_typer(index_cli.app, name="index")
app.add_typer(review_cli.app, name="review")
app.add_typer(decisions_cli.app, name="decisions")
app.command()(serve_cli.serve)
app.command()(catalogue_cli.catalogue)

COMMANDS = "tasnif.commands"
"""Entry-point group under which other packages bring commands of their own."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tasnif {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """From a maker's words to a customs code: the Harmonized System, offline."""


def _lines() -> list[str]:
    """Lines of standard input; bytes that are not UTF-8 are replaced, and it is said."""
    raw = sys.stdin.buffer.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        stderr().print(
            f"tasnif: line {line} of the input is not UTF-8; unreadable bytes were replaced.",
            style="yellow",
        )
        text = raw.decode("utf-8-sig", errors="replace")
    return [line for line in text.split("\n") if line.strip()]


@app.command()
def classify(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT...", help="Descriptions of goods, or - for lines of standard input."
        ),
    ],
    lang: LanguageOption = "en",
    top: Annotated[int, typer.Option(min=1, max=50, help="How many codes to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Say which HS codes goods may have, best first.

    Exits with 0 when every text got codes, 1 when one or more did not.
    """
    from api import render  # noqa: PLC0415 - keeps `--help` and `code` quick

    given = [line for text in texts for line in (_lines() if text == "-" else [text])]
    if not given:
        fail("there is nothing to classify: give a description, or lines on standard input.")
    answers = load_classifier().classify_many(given, top)
    screen = console()
    for number, answer in enumerate(answers):
        if as_json:
            typer.echo(json.dumps(render.as_json(answer, lang), ensure_ascii=False))
            continue
        if len(answers) > 1:
            screen.print(
                ("" if number == 0 else "\n") + answer.query.raw[:200], style="bold", markup=False
            )
        screen.print(render.as_page(answer, lang))
    if any(not answer.suggestions for answer in answers):
        raise typer.Exit(1)


@app.command()
def code(
    digits: Annotated[str, typer.Argument(metavar="CODE", help="Such as 57, 5701 or 5701.10.")],
    lang: LanguageOption = "en",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what a code covers, its path from the section, and its neighbours."""
    from api import render  # noqa: PLC0415

    tree = nomenclature()
    entry = tree[digits]
    if as_json:
        typer.echo(json.dumps(render.code_json(entry, tree, lang), ensure_ascii=False))
    else:
        console().print(render.code_page(entry, tree, lang))


def _add_commands() -> None:
    """Add the commands that other installed packages bring, such as `eval`."""
    known = {command.name for command in app.registered_commands}
    for entry in sorted(entry_points(group=COMMANDS), key=lambda entry: entry.name):
        if entry.name in known:
            continue
        found = entry.load()
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=entry.name)
        else:
            app.command(entry.name)(found)


def main() -> None:
    """Run the command line; every error meant for a person is one line and exit code 2."""
    _add_commands()
    try:
        app()
    except TasnifError as error:
        Console(stderr=True, soft_wrap=True).print(f"tasnif: {error}", style="red", markup=False)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (`| head`); nothing is wrong.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
