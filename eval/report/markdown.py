"""A run as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eval.report import tables
from eval.report.contents import Contents
from eval.report.tables import Table

TIMINGS: Final = ("<!-- timings: these differ from run to run -->", "<!-- /timings -->")
"""Around the only part of a report that is not the same bytes for the same seed."""

_SPECIAL: Final = str.maketrans({c: "\\" + c for c in "\\`*_[]<>|#"})
_IN_MARKDOWN: Final = ("language", "group", "text length", "quality", "craft family")


def escaped(text: str) -> str:
    """A text on one line in which nothing is Markdown or HTML."""
    return " ".join(text.split()).replace("&", "&amp;").translate(_SPECIAL)


def as_rows(table: Table) -> list[str]:
    """A table as lines of Markdown."""
    lines = ["| " + " | ".join(table.header) + " |", "|" + "---|" * len(table.header)]
    lines += ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in table.rows]
    return lines


def as_markdown(told: Contents) -> str:
    """The whole report."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Contents) -> Iterator[str]:
    yield f"# {escaped(told.run['name'])}"
    yield ""
    yield (
        "Shares in percent, with 95% intervals (Wilson's for shares, bootstrap elsewhere). "
        "*First* is right in first place at six digits."
    )
    for name, figures in told.figures["datasets"].items():
        yield from _dataset(told, name, figures)
    yield from ("", TIMINGS[0], "", "## Cost", "")
    yield from as_rows(tables.costs(told.timings))
    yield from ("", TIMINGS[1], "", "## Made with", "")
    for key, value in told.run["versions"].items():
        yield f"- {escaped(key)} {escaped(value)}"
    for line in told.run["skipped"]:
        yield f"- left out: {escaped(line)}"


def _dataset(told: Contents, name: str, figures: dict[str, dict[str, object]]) -> Iterator[str]:
    about = told.dataset(name)
    one = figures["systems"][told.primary]
    assert isinstance(one, dict)
    yield from ("", f"## {escaped(name)}", "")
    yield (
        f"{about['goods']} cases with a code, {about['not_goods']} without; "
        f"{len(about['unreadable'])} rows unreadable, {len(about['not_in_edition'])} with codes "
        f"that are not in HS 2022. SHA-256 `{about['file_sha256'][:16]}`."
    )
    if leak := figures.get("leakage"):
        yield (
            f"Leakage: {len(leak['exact'])} texts stand in the tables word for word, "  # type: ignore[arg-type]
            f"{len(leak['near'])} nearly."  # type: ignore[arg-type]
        )
    parts = [("", tables.systems(figures))]
    if figures["pairs"]:
        parts.append((f"{told.primary} against the others", tables.pairs(figures)))
    if figures.get("leakage"):
        parts.append(("Without texts that stand in the tables", tables.leakage(figures)))
    parts.append(("What the probabilities are worth", tables.probabilities(figures)))
    parts.append(("Goods or not", tables.refusals(figures)))
    parts += [
        (f"{told.primary} by {dimension}", tables.slices(one, dimension))
        for dimension in _IN_MARKDOWN
        if dimension in one["slices"]
    ]
    if "robustness" in one:
        parts.append(("Written as people write", tables.robustness(one)))
    if "oracle" in one:
        parts.append(("What questions are worth", tables.oracle(one)))
    for title, table in parts:
        if table.rows:
            yield from ("", f"### {escaped(title)}", "") if title else ("",)
            yield from as_rows(table)
