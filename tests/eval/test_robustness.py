from __future__ import annotations

from eval.cases import Case
from eval.robustness import changed, chosen, robustness
from eval.systems.base import Ranking
from hs_data import HSCode

RUG = HSCode("570110")
CASES = [Case(str(n), "en", f"rug number {n}", (RUG,), "s", "strong") for n in range(10)]
HELLO = Case("x", "en", "HELLO", (), "s", "strong")


def test_only_goods_that_change_are_measured() -> None:
    assert chosen([*CASES, HELLO], 0, 1) == CASES
    some = chosen([*CASES, HELLO], 3, 1)
    assert len(some) == 3
    assert some == chosen([*CASES, HELLO], 3, 1)
    assert [case.id for case in some] == sorted(case.id for case in some)
    assert len(changed(CASES, "upper", 1)) == 10
    assert changed(CASES, "diacritics", 1) == []


def test_what_is_lost_is_counted() -> None:
    cases = changed(CASES, "upper", 1)
    before = {case.id: Ranking((RUG,)) for case in CASES}
    after = [Ranking((RUG,))] * 7 + [Ranking(())] * 3
    told = robustness(cases, before, after)
    assert (told.cases, told.lost, told.won) == (10, 3, 0)
    assert (told.before.value, told.after.value) == (1.0, 0.7)
    assert robustness([], {}, []).cases == 0
