from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.attributes import NOTHING, AttributeReader
from classifier.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def reader() -> AttributeReader:
    return AttributeReader(Vocabulary.load())


def standings(reader: AttributeReader, text: str, attribute: str = "material") -> dict[str, str]:
    mentions = reader.read(text).mentions
    return {m.value: m.standing for m in mentions if m.attribute == attribute}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hand-knotted rug of pure wool", "wool"),
        ("tapis en laine", "wool"),
        ("سجادة من الصوف", "wool"),
        ("زربية ديال الصوف", "wool"),
        ("zerbia d souf", "wool"),
        ("alfombra de lana", "wool"),
        ("plateau en maillechort", "nickel_silver"),
        ("WOODEN tray", "wood"),
    ],
)
def test_materials_are_read_in_every_language(
    reader: AttributeReader, text: str, value: str
) -> None:
    assert standings(reader, text) == {value: "stated"}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("bag, no leather", {"leather"}),
        ("sac sans cuir ni fourrure", {"leather", "furskin"}),
        ("حقيبة بدون جلد", {"leather"}),
        ("bolso sin cuero", {"leather"}),
        ("leather-free belt", {"leather"}),
        ("بلغة بلا كاوتشو", {"rubber"}),
    ],
)
def test_what_is_denied_is_not_stated(reader: AttributeReader, text: str, denied: set[str]) -> None:
    found = standings(reader, text)
    assert {value for value, standing in found.items() if standing == "denied"} == denied
    assert "stated" not in found.values()


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("shirt 60% cotton 40% polyester", "cotton"),
        ("chemise coton 40%, polyester 60%", "polyester"),
        ("40% polyester, 60 % cotton shirt", "cotton"),
        # Note 2 to section XI: man-made fibres are weighed together against cotton.
        ("45% cotton 30% polyester 25% viscose", "polyester"),
        ("55% cotton 25% polyester 20% viscose", "cotton"),
    ],
)
def test_the_predominant_material_of_a_blend_is_stated(
    reader: AttributeReader, text: str, main: str
) -> None:
    found = standings(reader, text)
    assert [value for value, standing in found.items() if standing == "stated"] == [main]
    assert set(found.values()) == {"stated", "minor"}


def test_plated_brass_is_not_silver(reader: AttributeReader) -> None:
    assert "silver" not in standings(reader, "silver-plated brass teapot")
    assert standings(reader, "silver-plated brass teapot")["brass"] == "stated"


@pytest.mark.parametrize(
    ("text", "main", "minor"),
    [
        ("wool rug, cotton warp", "wool", "cotton"),
        ("tapis laine, chaîne coton", "wool", "cotton"),
        ("raffia basket with leather handles", "raffia", "leather"),
        ("panier en raphia, anses cuir", "raffia", "leather"),
        ("wool coat, cotton lining", "wool", "cotton"),
    ],
)
def test_the_material_of_a_part_is_minor(
    reader: AttributeReader, text: str, main: str, minor: str
) -> None:
    found = standings(reader, text)
    assert (found[main], found[minor]) == ("stated", "minor")


def test_french_linen_is_no_lining(reader: AttributeReader) -> None:
    assert standings(reader, "chemise coton lin") == {"cotton": "stated", "flax": "stated"}


def test_a_look_is_not_a_material(reader: AttributeReader) -> None:
    assert standings(reader, "marble effect glass tray") == {"glass": "stated"}
    assert standings(reader, "lampe en verre couleur argent") == {"glass": "stated"}


def test_what_is_stated_includes_what_it_is_a_kind_of(reader: AttributeReader) -> None:
    reading = reader.read("brass tray")
    names = reader.vocabulary.unpack("material", reading.wide["material"])
    assert {"brass", "copper", "other_base_metal"} <= set(names)


def test_a_text_without_attributes_reads_as_nothing(reader: AttributeReader) -> None:
    assert reader.read("") is NOTHING
    assert reader.read("zzzz qqqq") is NOTHING


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_reading_never_raises_and_stated_and_denied_are_masks(text: str) -> None:
    reading = _READER.read(text)
    assert all(mask > 0 for mask in [*reading.stated.values(), *reading.denied.values()])
    assert set(reading.stated) == set(reading.wide)


_READER = AttributeReader(
    Vocabulary(
        {
            ("material", "wool"): {"en": ("wool",)},
            ("material", "textile"): {"en": ("textile",)},
        },
        {("material", "wool"): frozenset({"textile"})},
    )
)
