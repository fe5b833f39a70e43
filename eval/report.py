"""A run as a table for a terminal, for Markdown, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from rich.table import Table

from eval.metrics import Figures
from eval.run import OVERALL, Result

_HEADER: Final = ("system", "slice", "cases", "top-1", "top-3", "top-5", "top-10", "MRR@10",
                  "heading top-1", "chapter top-1", "rows/s")  # fmt: skip


def _cells(system: str, name: str, figures: Figures, rate: str) -> tuple[str, ...]:
    six = figures.top[6]
    shares = [*six.values(), figures.mrr, figures.top[4][1], figures.top[2][1]]
    return (system, name, str(figures.cases), *(f"{100 * share:.1f}" for share in shares), rate)


def _rows(result: Result, slices: bool) -> Iterator[tuple[str, ...]]:
    for system in result.systems:
        for name, figures in system.slices.items():
            if name == OVERALL:
                yield _cells(system.system, name, figures, f"{system.rows_per_second:,.0f}")
            elif slices:
                yield _cells(system.system, name, figures, "")


def as_table(result: Result, slices: bool = True) -> Table:
    """The run as a table; shares in percent at six digits unless the column says otherwise."""
    table = Table(title=f"{result.cases}: {result.goods} cases with a code, of {result.rows}")
    for place, title in enumerate(_HEADER):
        table.add_column(title, justify="left" if place < 2 else "right", no_wrap=True)  # noqa: PLR2004
    for row in _rows(result, slices):
        table.add_row(*row, style="bold" if row[1] == OVERALL else "")
    return table


def as_markdown(result: Result, slices: bool = False) -> str:
    """The run as a Markdown table."""
    lines = ["| " + " | ".join(_HEADER) + " |", "|" + "---|" * len(_HEADER)]
    lines += ["| " + " | ".join(row) + " |" for row in _rows(result, slices)]
    return "\n".join(lines)


def as_json(result: Result) -> str:
    """The run as JSON, keys sorted."""
    return json.dumps(asdict(result), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
