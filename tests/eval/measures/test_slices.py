from __future__ import annotations

from eval.cases import Case
from eval.measures.slices import FAMILIES, band, family, slices
from hs_data import HSCode


def case(name: str, code: str, lang: str = "en", source: str = "craft-maker") -> Case:
    return Case(name, lang, "x" * 30, (HSCode(code),), source, "strong")


def test_slices_by_every_dimension_that_divides() -> None:
    cases = [
        case("a", "570110"),
        case("b", "691200", "fr"),
        case("c", "570110", "fr", "everyday-shop"),
    ]
    found = slices(cases)
    assert found["language"] == {"en": [0], "fr": [1, 2]}
    assert found["group"] == {"craft": [0, 1], "everyday": [2]}
    assert found["chapter"] == {"57": [0, 2], "69": [1]}
    assert found["craft family"] == {"carpets": [0], "pottery and ceramics": [1]}
    assert found["group and language"] == {"craft en": [0], "craft fr": [1], "everyday fr": [2]}
    assert "quality" not in found
    assert "text length" not in found


def test_bands_are_in_order_of_length() -> None:
    texts = ["x" * n for n in (500, 100, 5, 21)]
    cases = [Case(t, "en", t, (), "s", "strong") for t in texts]
    assert list(slices(cases)["text length"]) == [
        "to 20 characters",
        "21 to 60",
        "61 to 150",
        "over 150",
    ]
    assert band(cases[3]) == "21 to 60"


def test_families_are_of_crafts_and_do_not_overlap() -> None:
    assert family(case("a", "640399")) == "footwear"
    assert family(case("a", "640399", source="shop")) is None
    assert family(case("a", "950300")) == "other crafts"
    ends = [end for _, first, last in FAMILIES for end in (first, last)]
    assert ends == sorted(ends)
