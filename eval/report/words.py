"""How figures are written: percentages with their intervals, p values, sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_LEAST_P: Final = 0.001
_MEBIBYTE: Final = 1 << 20

Told = Mapping[str, Any]
"""A figure as it stands in figures.json: value, low, high."""


def percent(told: Told | None) -> str:
    """A share in percent: `92.6`."""
    return "–" if told is None else f"{100 * told['value']:.1f}"


def interval(told: Told | None) -> str:
    """A share in percent with its 95% interval: `92.6 (90.8–94.1)`."""
    if told is None:
        return "–"
    return f"{percent(told)} ({100 * told['low']:.1f}–{100 * told['high']:.1f})"


def decimal(told: Told | None) -> str:
    """A figure from 0 to 1 with its interval: `0.032 (0.021–0.047)`."""
    if told is None:
        return "–"
    return f"{told['value']:.3f} ({told['low']:.3f}–{told['high']:.3f})"


def chance(p: float) -> str:
    """A p value, never as nought."""
    return f"<{_LEAST_P}" if p < _LEAST_P else f"{p:.3f}"


def signed(told: Told) -> str:
    """A difference in points with its interval: `+1.2 (-0.3 to +2.6)`."""
    return f"{100 * told['value']:+.1f} ({100 * told['low']:+.1f} to {100 * told['high']:+.1f})"


def size(count: float | None) -> str:
    """Bytes in mebibytes."""
    return "–" if not count else f"{count / _MEBIBYTE:,.0f} MiB"


def milliseconds(seconds: float | None) -> str:
    """A time."""
    return "–" if seconds is None else f"{1000 * seconds:.1f} ms"
