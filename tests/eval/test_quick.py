from __future__ import annotations

from pathlib import Path

from classifier import Classifier
from eval.datasets import Source, read_dataset
from eval.figures import Settings
from eval.quick import quick
from eval.report.quick import as_table
from eval.systems.tasnif import TasnifSystem
from tests.eval.helpers import write_cases


def test_a_quick_look_has_every_slice_once(tmp_path: Path, small_classifier: Classifier) -> None:
    dataset = read_dataset(Source(write_cases(tmp_path / "cases.csv")))
    told = quick(dataset, [TasnifSystem(lambda: small_classifier)], Settings(10, 1))
    assert (told.rows, told.goods) == (11, 8)
    assert "k" in told.leakage.exact
    [system] = told.systems
    assert list(system.slices)[:3] == ["all", "craft", "everyday"]
    assert system.slices["craft en"].cases == 2
    assert system.texts_per_second > 0
    table = as_table(told)
    assert all(len(row) == len(table.header) for row in table.rows)
    assert as_table(told, slices=False).rows == table.rows[:1]
