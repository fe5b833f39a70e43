from __future__ import annotations

import time
from pathlib import Path

from eval.measures.cost import forget_peak, latencies, peak_memory, size_of


def test_latency_is_of_one_text_after_the_first() -> None:
    seen: list[str] = []

    def answer(text: str) -> None:
        seen.append(text)
        time.sleep(0.002)

    found = latencies(answer, ["a", "b", "c"])
    assert seen == ["a", "a", "b", "c"]
    assert found is not None
    assert 0.002 <= found[0] <= found[1] < 1
    assert latencies(answer, []) is None


def test_memory_is_that_of_a_python_with_numpy() -> None:
    forget_peak()
    assert 10_000_000 < peak_memory() < 100_000_000_000


def test_size_is_of_all_files_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"123")
    assert size_of(tmp_path) == 8
    assert size_of(tmp_path / "b", tmp_path / "none") == 3
