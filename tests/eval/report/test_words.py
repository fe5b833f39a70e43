from __future__ import annotations

from eval.report import words

SHARE = {"value": 0.926, "low": 0.908, "high": 0.9412}


def test_figures_are_written_with_their_intervals() -> None:
    assert words.percent(SHARE) == "92.6"
    assert words.interval(SHARE) == "92.6 (90.8–94.1)"
    assert words.decimal(SHARE) == "0.926 (0.908–0.941)"
    assert words.signed({"value": 0.012, "low": -0.003, "high": 0.026}) == "+1.2 (-0.3 to +2.6)"
    assert words.percent(None) == words.interval(None) == words.decimal(None) == "–"


def test_p_is_never_nought() -> None:
    assert words.chance(0.0) == "<0.001"
    assert words.chance(0.0421) == "0.042"


def test_costs_have_their_units() -> None:
    assert words.size(3 << 20) == "3 MiB"
    assert words.milliseconds(0.00412) == "4.1 ms"
    assert words.size(None) == words.milliseconds(None) == "–"
