"""Plots as SVG that takes its colours from the page and needs nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup, escape

_SIDE: Final = 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 22, 12, 40
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_ROW: Final = 24
_WIDE: Final = 400
_NAMES: Final = 160
_CELL: Final = 22


def _svg(width: float, height: float, title: str, body: str) -> Markup:
    return Markup(
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" class="plot" '
        f'style="max-width:{width:g}px"><title>{escape(title)}</title>{body}</svg>'
    )


def _text(x: float, y: float, words: object, extra: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" {extra}>{escape(words)}</text>'


def _tick(share: float) -> str:
    return f"{100 * share:.3g}%"


class _Square:
    """A square plot from 0 to 1 in both ways."""

    def __init__(self, across: str, up: str, highest: float = 1.0) -> None:
        self.highest = highest
        parts = []
        for tick in _TICKS:
            x, y = self.x(tick), self.y(tick * highest)
            parts.append(
                f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_SIDE - _BOTTOM}"/>'
                f'<line class="grid" x1="{_LEFT}" x2="{_SIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            )
            parts.append(_text(x, _SIDE - _BOTTOM + 14, f"{tick:.0%}", 'text-anchor="middle"'))
            parts.append(_text(_LEFT - 5, y + 4, _tick(tick * highest), 'text-anchor="end"'))
        middle = (_LEFT + _SIDE - _RIGHT) / 2
        parts.append(_text(middle, _SIDE - 8, across, 'text-anchor="middle"'))
        turned = f'text-anchor="middle" transform="rotate(-90 11 {_SIDE / 2:g})"'
        parts.append(_text(11, _SIDE / 2, up, turned))
        self.parts = parts

    @staticmethod
    def x(share: float) -> float:
        """Where a share lies across."""
        return _LEFT + share * (_SIDE - _LEFT - _RIGHT)

    def y(self, share: float) -> float:
        """Where a share lies upwards."""
        return _SIDE - _BOTTOM - share / self.highest * (_SIDE - _TOP - _BOTTOM)


def reliability(bins: Sequence[Mapping[str, Any]]) -> Markup:
    """Share right by probability; on the diagonal a probability means what it says."""
    plot = _Square("probability given", "share right")
    plot.parts.append(
        f'<line class="ideal" x1="{plot.x(0):.1f}" y1="{plot.y(0):.1f}" '
        f'x2="{plot.x(1):.1f}" y2="{plot.y(1):.1f}"/>'
    )
    most = max((told["cases"] for told in bins), default=1)
    points = [(plot.x(b["probability"]), plot.y(b["right"])) for b in bins]
    plot.parts.append(_line(points))
    for (x, y), told in zip(points, bins, strict=True):
        radius = 3 + 7 * (told["cases"] / most) ** 0.5
        label = f"{told['cases']} cases: {told['probability']:.0%} given, {told['right']:.0%} right"
        plot.parts.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f"<title>{escape(label)}</title></circle>"
        )
    return _svg(_SIDE, _SIDE, "Reliability of the probabilities", "".join(plot.parts))


def _line(points: Sequence[tuple[float, float]], extra: str = "") -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="line {extra}" points="{path}"/>'


def risk_coverage(curve: Sequence[Mapping[str, float]]) -> Markup:
    """Share wrong among the surest cases, by how many of them are accepted."""
    highest = max([0.1, *(point["risk"] for point in curve)])
    plot = _Square("share of cases accepted, the surest first", "share wrong", highest)
    points = [(plot.x(point["coverage"]), plot.y(point["risk"])) for point in curve]
    plot.parts.append(_line(points))
    return _svg(_SIDE, _SIDE, "Risk against coverage", "".join(plot.parts))


def intervals(rows: Sequence[tuple[str, Mapping[str, float], int]], title: str) -> Markup:
    """Shares with their 95% intervals, one row each, the number of cases beside it."""
    height = _ROW * len(rows) + 30

    def x(share: float) -> float:
        return _NAMES + share * (_WIDE - _NAMES - 24)

    parts = [
        f'<line class="grid" x1="{x(t):.1f}" x2="{x(t):.1f}" y1="4" y2="{height - 22}"/>'
        + _text(x(t), height - 6, f"{t:.0%}", 'text-anchor="middle"')
        for t in _TICKS
    ]
    for number, (name, told, cases) in enumerate(rows):
        y = 16 + _ROW * number
        shown = name if len(name) <= 24 else name[:23] + "…"  # noqa: PLR2004 - what fits
        parts.append(_text(4, y + 4, f"{shown} ({cases})"))
        parts.append(
            f'<line class="whisker" x1="{x(told["low"]):.1f}" x2="{x(told["high"]):.1f}" '
            f'y1="{y}" y2="{y}"/><circle class="dot" cx="{x(told["value"]):.1f}" cy="{y}" r="4">'
            f"<title>{escape(name)}: {100 * told['value']:.1f}%</title></circle>"
        )
    return _svg(_WIDE, height, title, "".join(parts))


def confusion(pairs: Sequence[Mapping[str, Any]], most: int = 24) -> Markup:
    """Right chapters down, given chapters across, darker for more cases; the worst chapters."""
    weight: dict[str, int] = {}
    for told in pairs:
        for chapter in (told["right"], told["given"]):
            weight[chapter] = weight.get(chapter, 0) + told["cases"]
    chapters = sorted(sorted(weight, key=lambda c: (-weight[c], c))[:most])
    place = {chapter: n for n, chapter in enumerate(chapters)}
    shown = [p for p in pairs if p["right"] in place and p["given"] in place]
    highest = max((told["cases"] for told in shown), default=1)
    side = 30 + _CELL * len(chapters)
    parts = []
    for chapter, n in place.items():
        middle = 30 + _CELL * n + _CELL / 2
        parts.append(_text(middle, 20, chapter, 'text-anchor="middle"'))
        parts.append(_text(24, middle + 4, chapter, 'text-anchor="end"'))
        parts.append(
            f'<rect class="empty" x="{30 + _CELL * n}" y="{30 + _CELL * n}" '
            f'width="{_CELL}" height="{_CELL}"/>'
        )
    for told in shown:
        x, y = 30 + _CELL * place[told["given"]], 30 + _CELL * place[told["right"]]
        label = f"{told['cases']} of chapter {told['right']} put into {told['given']}"
        parts.append(
            f'<rect class="cell" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" '
            f'fill-opacity="{0.2 + 0.8 * told["cases"] / highest:.2f}">'
            f"<title>{escape(label)}</title></rect>"
        )
        parts.append(
            _text(x + _CELL / 2, y + 15, told["cases"], 'text-anchor="middle" class="count"')
        )
    return _svg(side, side, "Chapters taken for one another", "".join(parts))
