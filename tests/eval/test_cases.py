from __future__ import annotations

from pathlib import Path

from eval.cases import Case, Dataset
from eval.datasets import Source, read_dataset
from hs_data import HSCode, nomenclature

DEVELOPMENT = Path(__file__).parents[2] / "eval" / "cases" / "development.csv"


def test_a_dataset_parts_goods_from_the_rest_and_filters_by_quality() -> None:
    rug = Case("a", "en", "rug", (HSCode("570110"),), "craft", "strong")
    hello = Case("b", "en", "hello", (), "not-goods", "weak")
    file = Dataset("d", (rug, hello), ("c: bad",), ("d: 1 is not in HS 2022",), "0")
    assert (file.rows, file.goods, file.not_goods) == (4, (rug,), (hello,))
    assert file.only(["weak"]).cases == (hello,)
    assert file.only([]) is file


def test_the_development_cases_are_what_the_datasheet_says() -> None:
    file = read_dataset(Source(DEVELOPMENT))
    tree = nomenclature()
    assert file.unreadable == file.foreign == ()
    assert len({case.id for case in file.cases}) == len(file.cases) >= 1000
    for case in file.cases:
        assert case.quality in {"strong", "medium", "weak"}, case.id
        assert case.lang in {"en", "fr", "ar", "ary", "ary-latn", "es"}, case.id
        assert all(code in tree for code in case.codes), case.id
    chapters = {code.chapter for case in file.cases for code in case.codes}
    assert len(chapters) >= 80
    crafts = [case for case in file.cases if case.id.startswith("c")]
    assert len(crafts) >= 0.6 * len(file.cases)
