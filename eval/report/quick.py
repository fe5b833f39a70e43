"""A quick look as a table for a terminal or Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from eval.figures import PartFigures
from eval.measures.slices import OVERALL
from eval.quick import Result
from eval.report.tables import Table, table

_HEADER = ("system", "slice", "cases", "top-1", "top-3", "top-5", "top-10", "MRR@10",
           "heading top-1", "chapter top-1", "texts/s")  # fmt: skip


def _cells(system: str, name: str, part: PartFigures, rate: str) -> tuple[str, ...]:
    told = (*part.top.values(), part.mrr, part.heading, part.chapter)
    return (system, name, str(part.cases), *(f"{100 * one.value:.1f}" for one in told), rate)


def _rows(result: Result, slices: bool) -> Iterator[tuple[str, ...]]:
    for system in result.systems:
        for name, part in system.slices.items():
            if name == OVERALL:
                yield _cells(system.system, name, part, f"{system.texts_per_second:,.0f}")
            elif slices:
                yield _cells(system.system, name, part, "")


def as_table(result: Result, slices: bool = True) -> Table:
    """Shares in percent at six digits unless the column says otherwise."""
    return table(_HEADER, list(_rows(result, slices)))
