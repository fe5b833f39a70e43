"""What the commands share: the group, the console, progress bars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from typer.core import TyperGroup

if TYPE_CHECKING:
    from eval.underway import Progress


class CasesByDefault(TyperGroup):
    """`tasnif eval FILE` is `tasnif eval cases FILE`, as it was before there were commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command before a first argument that can only be a file."""
        if args and args[0] not in self.commands and any(c in args[0] for c in "./\\"):
            args = ["cases", *args]
        return super().parse_args(ctx, args)


def wide() -> Console:
    """Where tables are printed."""
    console = Console()
    # A pipe has no width of its own; a table folded to 80 columns helps nobody.
    return console if console.is_terminal else Console(width=160)


@contextmanager
def bars() -> Iterator[Progress]:
    """One progress bar for each step, on standard error."""
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield advance
