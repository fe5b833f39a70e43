from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.cases import Case
from eval.folder import RunFolder
from eval.predict import predict
from eval.systems.base import Ranking
from hs_data import HSCode

CASES = [Case(str(n), "en", f"text {n}", (HSCode("570110"),), "s", "strong") for n in range(7)]


class Counting:
    """Answers in batches of three, and fails at a case if told to."""

    name = "counting"
    identity = "1"
    probabilities = False
    batch = 3
    timed = False

    def __init__(self, fail_at: str = "") -> None:
        self.asked: list[str] = []
        self.loads = 0
        self._fail_at = fail_at

    def load(self) -> None:
        self.loads += 1

    def size(self) -> None:
        return

    def rank(self, cases: Sequence[Case]) -> list[Ranking]:
        for case in cases:
            if case.id == self._fail_at:
                raise KeyboardInterrupt
            self.asked.append(case.id)
        return [Ranking((HSCode("570110"),), (float(case.id),)) for case in cases]


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path)


def test_a_run_that_broke_off_goes_on_at_its_batch(folder: RunFolder) -> None:
    path = folder.predictions("d", "counting")
    with pytest.raises(KeyboardInterrupt):
        predict(folder, path, "key", Counting("4"), CASES)
    assert len(path.read_text().splitlines()) == 3
    again = Counting()
    told = predict(folder, path, "key", again, CASES)
    assert again.asked == ["3", "4", "5", "6"]
    assert told.fresh == 4
    assert [ranked.scores for ranked in told.rankings] == [(float(n),) for n in range(7)]
    once_more = Counting()
    assert predict(folder, path, "key", once_more, CASES).rankings == told.rankings
    assert (once_more.asked, once_more.loads) == ([], 0)


def test_a_line_cut_short_is_answered_again(folder: RunFolder) -> None:
    path = folder.predictions("d", "counting")
    predict(folder, path, "key", Counting(), CASES)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    again = Counting()
    predict(folder, path, "key", again, CASES)
    assert again.asked == ["6"]
    assert path.read_bytes() == whole


def test_another_key_throws_away_what_was_answered(folder: RunFolder) -> None:
    path = folder.predictions("d", "counting")
    predict(folder, path, "key", Counting(), CASES)
    again = Counting()
    predict(folder, path, "another", again, CASES)
    assert len(again.asked) == 7
    assert len(path.read_text().splitlines()) == 7


def test_progress_counts_what_is_kept(folder: RunFolder) -> None:
    path = folder.predictions("d", "counting")
    told: list[int] = []
    predict(folder, path, "key", Counting(), CASES, advance=told.append)
    assert told == [0, 3, 3, 1]
    predict(folder, path, "key", Counting(), CASES, advance=told.append)
    assert told[4:] == [7]
