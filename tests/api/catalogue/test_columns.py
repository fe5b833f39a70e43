from __future__ import annotations

import pytest

from api.catalogue.columns import choose, header_row, role_of
from api.catalogue.compose import compose, plain
from api.catalogue.errors import ColumnError


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Title", "name"),
        ("Désignation (FR)", "name"),
        ("اسم المنتج", "name"),
        ("Matière", "material"),
        ("المادة", "material"),
        ("Composición", "material"),
        ("product_type", "category"),
        ("Body (HTML)", "description"),
        ("الوصف", "description"),
        ("Prix MAD", None),
        ("SKU", None),
    ],
)
def test_headers_are_known_in_every_language(header: str, role: str | None) -> None:
    assert role_of(header) == role


def test_titles_above_the_header_are_passed_over() -> None:
    rows = [
        ["Coopérative — catalogue", "", ""],
        [],
        ["Mis à jour", "2026-03-02", ""],
        ["Réf", "Désignation", "Matière"],
        ["001", "tapis", "laine"],
    ]
    assert header_row(rows) == 3


def test_a_file_without_known_headers_begins_with_its_header() -> None:
    assert header_row([["a", "b"], ["wool rug", "3"]]) == 0
    with pytest.raises(ColumnError):
        header_row([[], ["", " "]])


def test_the_name_comes_first_and_the_description_last() -> None:
    columns = ("ref", "Description", "Matière", "Nom")
    sample = [("1", "très joli", "laine", "tapis")]
    assert [one.name for one in choose(columns, sample)] == ["Nom", "Matière", "Description"]


def test_columns_that_are_asked_for_are_taken_in_their_order() -> None:
    columns = ("ref", "Description", "Nom")
    sample = [("1", "a", "b")]
    assert [c.name for c in choose(columns, sample, ["description", "REF"])] == [
        "Description",
        "ref",
    ]
    with pytest.raises(ColumnError, match="no column 'colour'; the columns are: ref, Description"):
        choose(columns, sample, ["colour"])


def test_the_wordiest_column_serves_where_no_header_is_known() -> None:
    sample = [("12", "hand-knotted wool carpet", "x"), ("13", "clay tagine with lid", "y")]
    assert [one.name for one in choose(("a", "b", "c"), sample)] == ["b"]
    with pytest.raises(ColumnError, match="--columns"):
        choose(("a", "b"), [("12", "13")])


def test_markup_is_no_text() -> None:
    shop = "<p>Wool&nbsp;rug &amp; pad</p><script>alert('x')</script><!-- hidden --> 60 < 90"
    assert plain(shop) == "Wool rug & pad 60 < 90"


def test_a_description_that_repeats_the_name_adds_nothing() -> None:
    columns = choose(("title", "body"), [("rug", "rug")])
    assert compose(("Wool rug", "wool RUG"), columns) == "Wool rug"
    assert compose(("Wool rug", "from the Atlas"), columns) == "Wool rug, from the Atlas"
    long = "word " * 500
    assert len(compose(("Wool rug", long + "x"), columns).split()) < 70
