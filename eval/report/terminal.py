"""Tables for a terminal."""

from __future__ import annotations

from rich import box
from rich.table import Table as RichTable
from rich.text import Text

from eval.report.tables import Table


def as_rich(told: Table, title: str = "", left: int = 1) -> RichTable:
    """A table as rich shows it, the first `left` columns to the left; nothing is markup."""
    shown = RichTable(title=Text(title) if title else None, box=box.SIMPLE_HEAD)
    for place, name in enumerate(told.header):
        shown.add_column(Text(name), justify="left" if place < left else "right", overflow="fold")
    for row in told.rows:
        shown.add_row(*(Text(cell) for cell in row))
    return shown
