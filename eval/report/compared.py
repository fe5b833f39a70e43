"""A comparison of two runs as Markdown, which a terminal shows as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.compare import Comparison, Flip
from eval.folder import plain
from eval.measures.intervals import Estimate
from eval.report.markdown import as_rows, escaped
from eval.report.tables import Table, table
from eval.report.words import chance, interval, signed

_CHANCE = 0.05


def verdict(told: Comparison) -> str:
    """One sentence: better, worse, or no more than chance."""
    found = told.pair
    points = 100 * found.difference.value
    if found.p >= _CHANCE:
        return f"No difference beyond chance ({points:+.1f} points, McNemar p {chance(found.p)})."
    way = "better" if points > 0 else "worse"
    return f"{told.after} is {way} by {abs(points):.1f} points (McNemar p {chance(found.p)})."


def _estimate(told: Estimate) -> str:
    return interval(plain(told))


def levels(told: Comparison) -> Table:
    """Before and after at each level."""
    rows = [
        [f"{level} digits", _estimate(before), _estimate(after)]
        for level, (before, after) in told.levels.items()
    ]
    return table(["right first", f"before: {told.before}", f"after: {told.after}"], rows)


def parts(told: Comparison) -> Table:
    """Parts of the cases that changed at all, the least like chance first."""
    changed = [part for part in told.parts if part.before != part.after or part.p < 1]
    changed.sort(key=lambda part: (part.p, part.dimension, part.name))
    rows = [
        [
            f"{part.dimension}: {part.name}", str(part.cases), _estimate(part.before),
            _estimate(part.after), chance(part.p), chance(part.corrected),
        ]
        for part in changed
    ]  # fmt: skip
    return table(["part", "cases", "before", "after", "McNemar p", "Holm"], rows)


def flips(found: Sequence[Flip]) -> Table:
    """Cases that changed sides."""
    rows = [
        [
            one.id, one.lang, one.text, ", ".join(code.dotted for code in one.right),
            one.before.dotted if one.before else "–", one.after.dotted if one.after else "–",
        ]
        for one in found
    ]  # fmt: skip
    return table(["case", "lang", "text", "right", "before", "after"], rows)


def as_markdown(comparisons: Sequence[Comparison]) -> str:
    """The whole comparison."""
    return "\n".join(line for told in comparisons for line in _lines(told)) + "\n"


def _lines(told: Comparison) -> Iterator[str]:
    yield f"## {escaped(told.dataset)}"
    yield ""
    left = f" {told.left_out} cases that only one run has are left out." if told.left_out else ""
    yield f"{escaped(verdict(told))} {told.cases} cases in common.{left}"
    yield ""
    yield from as_rows(levels(told))
    yield ""
    found = told.pair
    yield (
        f"Difference at six digits {signed(plain(found.difference))} points; MRR "
        f"{found.mrr_difference:+.3f}, randomisation p {chance(found.mrr_p)}."
    )
    for title, shown in (
        ("Where", parts(told)),
        (f"Better ({len(told.better)})", flips(told.better)),
        (f"Worse ({len(told.worse)})", flips(told.worse)),
    ):
        if shown.rows:
            yield from ("", f"### {title}", "")
            yield from as_rows(shown)
    yield ""
