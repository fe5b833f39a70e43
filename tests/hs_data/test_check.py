from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hs_data.check import check_all, overlap, read_reference, unseparated
from hs_data.check.attributes import check_attributes, check_vocabulary
from hs_data.check.boundaries import check_boundaries
from hs_data.check.knowledge import check_listings, check_terms
from hs_data.check.nomenclature import check_nomenclature, check_sections
from hs_data.check.problem import Problem
from hs_data.check.texts import text_problems
from hs_data.errors import DataError
from hs_data.tables import (
    ASKS_COLUMNS,
    BROADER_COLUMNS,
    COLUMNS,
    TABLES,
    VOCABULARY_COLUMNS,
    read_table,
    write_table,
)
from tests.conftest import REFERENCE


def errors(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems if problem.severity == "error"]


def test_the_shipped_tables_have_no_errors() -> None:
    assert errors(list(check_all())) == []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference nomenclature is not at hand")
def test_the_shipped_codes_are_those_of_the_reference_and_the_wording_is_not() -> None:
    assert errors(list(check_all(reference=REFERENCE))) == []
    assert overlap(TABLES, read_reference(REFERENCE)).share < 0.01


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped nomenclature in a place where it may be broken."""
    root = tmp_path / "tables"
    shutil.copytree(TABLES / "nomenclature", root / "nomenclature")
    shutil.copy(TABLES / "sections.tsv", root / "sections.tsv")
    return root


def edit(root: Path, chapter: str, change: dict[str, tuple[str, ...] | None]) -> None:
    """Replace rows of a chapter by code, or drop them with None."""
    path = root / "nomenclature" / f"{chapter}.tsv"
    rows = {row[0]: row for row in read_table(path, COLUMNS["nomenclature"])}
    for code, row in change.items():
        rows.pop(code)
        if row is not None:
            rows[row[0]] = row
    write_table(path, COLUMNS["nomenclature"], rows.values())


def test_a_missing_code_and_an_orphan_are_found(copied: Path) -> None:
    edit(copied, "57", {"570110": None, "5705": None})
    found = errors(list(check_nomenclature(copied)))
    assert any("5611 codes where 5612 belong" in line for line in found)
    assert any("570500" in line and "no parent 5705" in line for line in found)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("570110", "", "laine nouée", "صوف معقود", "lana"), "en description is empty"),
        (("570110", "Other", "laine nouée", "صوف معقود", "lana"), 'bare "other"'),
        (("570110", "Knotted wool", "laine nouée", "wool", "lana"), "arabic letters"),
        (("570110", "Knotted wool", "laine nouÃ©e", "صوف معقود", "lana"), "wrong encoding"),
        (("570110", "x" * 400, "laine nouée", "صوف معقود", "lana"), "400 characters"),
    ],
)
def test_a_bad_description_is_found(copied: Path, row: tuple[str, ...], message: str) -> None:
    edit(copied, "57", {"570110": row})
    found = errors(list(check_nomenclature(copied)))
    assert any("570110" in line and message in line for line in found)


def test_two_codes_may_not_read_the_same(copied: Path) -> None:
    rows = {r[0]: r for r in read_table(copied / "nomenclature/57.tsv", COLUMNS["nomenclature"])}
    edit(copied, "57", {"570190": ("570190", *rows["570110"][1:])})
    found = errors(list(check_nomenclature(copied)))
    assert any("570190" in line and "is also that of 570110" in line for line in found)


def test_sections_must_cover_every_chapter(copied: Path) -> None:
    path = copied / "sections.tsv"
    lines = [li for li in path.read_text(encoding="utf-8").split("\n") if not li.startswith("XI\t")]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = errors(list(check_sections(copied)))
    assert any("20 sections where 21 belong" in line for line in found)
    assert any("do not cover" in line for line in found)


def test_bad_terms_are_found(copied: Path) -> None:
    rows = [
        ("570110", "en", "wool rug", ""),
        ("570210", "en", "Wool  rug", ""),
        ("570210", "ar", "kilim rug", ""),
        ("570299", "xx", "kilim", ""),
        ("999999", "en", "nothing", ""),
    ]
    write_table(copied / "terms" / "57.tsv", COLUMNS["terms"], rows)
    found = "\n".join(errors(list(check_terms(copied))))
    assert "also under 570210 and needs a condition" in found
    assert "spaces at an end or doubled" in found
    assert "not written in arabic letters" in found
    assert "'xx' is not a language" in found
    assert "999999: is not a code" in found


def test_a_shared_name_with_conditions_stands(copied: Path) -> None:
    rows = [("570110", "en", "wool rug", "knotted"), ("570210", "en", "wool rug", "flat woven")]
    write_table(copied / "terms" / "57.tsv", COLUMNS["terms"], rows)
    assert errors(list(check_terms(copied))) == []


def test_bad_listings_are_found(copied: Path) -> None:
    rows = [
        ("570110", "en", "poem", "RUG wool 2x3"),
        ("570190", "en", "title", "rug, WOOL 2x3"),
    ]
    write_table(copied / "listings" / "57.tsv", COLUMNS["listings"], rows)
    found = "\n".join(errors(list(check_listings(copied))))
    assert "'poem' is not a kind" in found
    assert "is also under 570110" in found


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("USB-C 65 W", "ar"),
        ("شاحن USB-C", "ar"),
        ("café β-carotène 50 µm", "fr"),
        ("ⵜⴰⵣⵔⴱⵉⵜ", "zgh"),
    ],
)
def test_clean_texts_pass(text: str, lang: str) -> None:
    assert list(text_problems(text, lang, 100)) == []


def test_a_broken_reference_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ref.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read"):
        read_reference(path)


def write_attributes(root: Path, rows: list[tuple[str, ...]]) -> None:
    write_table(root / "attributes" / "57.tsv", COLUMNS["attributes"], rows)
    names = [
        ("construction", value, lang, name)
        for value, name in (("knotted", "knotted"), ("woven", "woven"))
        for lang in ("en", "fr", "es")
    ]
    arabic = [("construction", "knotted", "ar", "معقود"), ("size", "large", "ar", "كبير")]
    write_table(root / "vocabulary.tsv", VOCABULARY_COLUMNS, [*names, *arabic])
    asked = [(name, *("?" for _ in range(4))) for name in ("construction", "measure")]
    write_table(root / "asks.tsv", ASKS_COLUMNS, asked)
    write_table(root / "broader.tsv", BROADER_COLUMNS, [])


def test_attributes_must_be_of_the_vocabulary(copied: Path) -> None:
    write_attributes(copied, [("570110", "construction", "wants", "knotted|glued")])
    found = "\n".join(errors(list(check_attributes(copied))))
    assert "'wants' is not a mode" in found
    assert "construction=glued is not in the vocabulary" in found
    vocabulary = "\n".join(errors(list(check_vocabulary(copied))))
    assert "construction=woven: has no ar name" in vocabulary
    assert "size: is not asked for in every language" in vocabulary


def test_headings_have_attributes_too_and_chapters_have_none(copied: Path) -> None:
    write_attributes(copied, [("5701", "construction", "requires", "knotted")])
    assert not errors(list(check_attributes(copied)))
    write_attributes(copied, [("57", "construction", "requires", "knotted")])
    assert "57: is not a heading or subheading" in "\n".join(errors(list(check_attributes(copied))))


def test_what_tells_siblings_apart(copied: Path) -> None:
    write_attributes(copied, [("570110", "construction", "requires", "knotted")])
    assert ("570110", "570190") in unseparated(copied)
    write_attributes(
        copied,
        [
            ("570110", "construction", "requires", "knotted"),
            ("570190", "construction", "excludes", "knotted"),
        ],
    )
    assert ("570110", "570190") not in unseparated(copied)


def test_boundaries_must_lead_somewhere_by_a_rule(copied: Path) -> None:
    good = ("5701", "kilims", "570210", "Heading 5702", "Flat.", "Plat.", "منسوج.", "Plano.")
    bad = ("5701", "mats", "5701", "", "Same.", "Même.", "same", "")
    write_table(copied / "boundaries" / "57.tsv", COLUMNS["boundaries"], [good, bad])
    found = "\n".join(errors(list(check_boundaries(copied))))
    assert "'mats' goes to where it already is" in found
    assert "'mats' rests on no rule" in found
    assert "the es sentence on 'mats' is empty" in found
    assert "not written in arabic letters" in found
    assert "kilims" not in found
