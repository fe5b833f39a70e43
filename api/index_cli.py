"""`tasnif index`: build the index ahead of its first use, or say what there is."""

from __future__ import annotations

import json
import time
from typing import Annotated

import typer

from api.settings import settings
from api.terminal import load_classifier
from classifier import cache_folder
from index import HSIndex, open_encoder
from index.layout import Layout

app = typer.Typer(help="Build or inspect the index.", no_args_is_help=True)


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="Build even where one is there.")] = False,
) -> None:
    """Build the index of the shipped data into the user's cache, unless it is there."""
    start = time.perf_counter()
    index = load_classifier(rebuild=force).index
    seconds = time.perf_counter() - start
    typer.echo(f"index {index.identity.key}: {len(index.passages):,} passages, {seconds:.1f} s")


@app.command()
def info() -> None:
    """Say where the index is, what it was built from, and whether it still holds."""
    choice = settings()
    identity = HSIndex.identify(open_encoder(choice.encoder))
    folder = cache_folder(choice.cache) / identity.key
    layout = Layout(folder)
    typer.echo(f"folder   {folder}")
    typer.echo(
        f"edition  {identity.edition}\ndata     {identity.data}\nencoder  {identity.encoder}"
    )
    if not layout.meta.exists():
        typer.echo("state    not built yet; `tasnif index build` or the first answer builds it")
        raise typer.Exit(1)
    identity.require(layout.read_identity(), folder)
    counts = json.loads(layout.meta.read_text(encoding="utf-8"))["counts"]
    size = sum(path.stat().st_size for path in folder.iterdir())
    typer.echo(
        f"state    ready: {counts['passages']:,} passages for {counts['subheadings']:,} subheadings"
    )
    typer.echo(f"size     {size / 1e6:.0f} MB")
