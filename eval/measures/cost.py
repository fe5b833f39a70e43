"""What an answer costs: time, memory, disk. Never the same twice, so kept apart."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

Asked = TypeVar("Asked")
"""What is asked: a text, or a case."""

_STATUS: Final = Path("/proc/self/status")
_CLEAR: Final = Path("/proc/self/clear_refs")
_RESET_PEAK: Final = "5"
_KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Texts a second in batches, seconds for one text, bytes of memory and of the model.

    `peak_memory` is of the whole process while the system ran.
    """

    texts_per_second: float
    median_latency: float | None
    p95_latency: float | None
    peak_memory: int
    model_bytes: int | None


def latencies(
    answer: Callable[[Asked], object], texts: Sequence[Asked]
) -> tuple[float, float] | None:
    """Median and 95th percentile of the seconds that one answer takes; None without texts."""
    if not texts:
        return None
    answer(texts[0])  # what is loaded on first use is no part of an answer
    seconds: list[float] = []
    for text in texts:
        start = time.perf_counter()
        answer(text)
        seconds.append(time.perf_counter() - start)
    return float(np.median(seconds)), float(np.percentile(seconds, 95))


def forget_peak() -> None:
    """Start the peak of memory anew, where the system allows it (Linux)."""
    try:
        _CLEAR.write_text(_RESET_PEAK)
    except OSError:
        return


def peak_memory() -> int:
    """The most memory this process has held, in bytes, since `forget_peak` where it works."""
    try:
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * _KIB
    except OSError:
        pass
    # Imported here: Windows has no such module.
    import resource  # noqa: PLC0415

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * _KIB


def size_of(*paths: Path) -> int:
    """Bytes of files, and of all files in folders."""
    return sum(
        file.stat().st_size
        for path in paths
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if file.is_file()
    )
