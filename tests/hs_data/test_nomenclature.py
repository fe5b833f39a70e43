from __future__ import annotations

import pytest

from hs_data import HSCode, Nomenclature, UnknownCodeError, nomenclature
from tests.conftest import small_nomenclature


@pytest.fixture(scope="module")
def tree() -> Nomenclature:
    return nomenclature()


def test_all_of_hs_2022_is_there(tree: Nomenclature) -> None:
    levels = [entry.code.level for entry in tree]
    assert [levels.count(n) for n in (2, 4, 6)] == [96, 1228, 5612]
    assert len(tree.sections) == 21


def test_every_code_has_its_parents_and_a_section(tree: Nomenclature) -> None:
    for entry in tree.subheadings:
        chapter, heading = tree.ancestors(entry.code)
        assert heading.code == entry.code.heading
        section = tree.section_of(entry.code)
        assert section.first <= chapter.code.digits <= section.last


def test_children_and_siblings() -> None:
    tree = small_nomenclature()
    assert [e.code.digits for e in tree.children(HSCode("57"))] == ["5701", "5702"]
    assert [e.code.digits for e in tree.children(HSCode("5701"))] == ["570110", "570190"]
    assert tree.children(HSCode("570110")) == ()
    assert [e.code.digits for e in tree.siblings(HSCode("570110"))] == ["570190"]
    assert [e.code.digits for e in tree.siblings(HSCode("57"))] == ["69"]


def test_prefix_search_is_ordered_and_complete() -> None:
    tree = small_nomenclature()
    assert [e.code.digits for e in tree.starting_with("570")] == [
        "5701", "570110", "570190", "5702", "570210",
    ]  # fmt: skip
    assert tree.starting_with("99") == ()
    assert len(tree.starting_with("")) == len(tree)


def test_lookup_takes_written_codes_and_says_what_is_near() -> None:
    tree = small_nomenclature()
    assert tree["5701.10"].code == HSCode("570110")
    with pytest.raises(UnknownCodeError, match=r"no code 570199.*above it is 5701"):
        tree["570199"]
    with pytest.raises(UnknownCodeError, match="no code 99"):
        tree["99"]


def test_path_text_goes_from_chapter_down() -> None:
    path = small_nomenclature().path_text(HSCode("570210"))
    assert path.startswith("Carpets and other textile floor coverings › Carpets woven")
