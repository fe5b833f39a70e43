"""What the commands share: consoles, errors, and a classifier with its progress bar."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from api.settings import settings
from classifier import Classifier


def console() -> Console:
    """Where answers are printed."""
    return Console(soft_wrap=False)


def stderr() -> Console:
    """Where everything that is not an answer is printed."""
    return Console(stderr=True, soft_wrap=True)


def fail(message: str) -> NoReturn:
    """Print one line to standard error and exit with 2, as for wrong usage."""
    stderr().print(f"tasnif: {message}", style="red", markup=False)
    raise typer.Exit(2)


def load_classifier(rebuild: bool = False) -> Classifier:
    """The classifier of the settings; a first build shows a progress bar on standard error."""
    choice = settings()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=stderr(), transient=True) as bar:
        task: list[TaskID] = []

        def advance(done: int, total: int) -> None:
            if not task:
                task.append(bar.add_task("Building the index (first use)", total=total))
            bar.update(task[0], completed=done)

        return Classifier.load(choice.encoder, choice.cache, advance, rebuild)
