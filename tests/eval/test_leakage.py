from __future__ import annotations

from eval.cases import Case
from eval.leakage import leaked
from hs_data import HSCode


def test_a_text_of_the_tables_is_found_however_it_is_written() -> None:
    cases = [
        Case("a", "en", "BENI OURAIN rug", (HSCode("570110"),), "craft-shop", "strong"),
        Case("b", "en", "beni ourain rug of my aunt", (HSCode("570110"),), "craft-shop", "strong"),
    ]
    assert leaked(cases) == ("a",)
