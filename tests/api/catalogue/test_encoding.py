from __future__ import annotations

import pytest

from api.catalogue.encoding import delimiter_of, encoding_of
from api.catalogue.errors import FormatError

FRENCH = "Désignation;Matière;Prix\nthéière en laiton gravée, fabriquée à Fès;laiton;120\n"
ARABIC = "المنتج;المادة;الثمن\nزربية من الصوف صنع يدوي;صوف;900\nطاجين من الطين;طين;60\n"
SPANISH = "Nombre;Categoría\nalfombra de lana hecha a mano, diseño señorial;niños\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (ARABIC, "utf-8"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (ARABIC, "cp1256"),
        (ARABIC + FRENCH.replace("â", "a"), "cp1256"),
        (FRENCH, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (FRENCH, "utf-16-le"),
        ("name,price\nwool rug,3\n", "utf-8"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    assert encoding_of(text.encode(encoding), "f.csv") == encoding


def test_a_character_cut_by_the_end_of_the_sample_is_no_fault() -> None:
    assert encoding_of("théière".encode()[:-4], "f.csv") == "utf-8"
    assert encoding_of("زربية".encode()[:-1], "f.csv") == "utf-8"


def test_a_nul_byte_is_named_with_its_line() -> None:
    with pytest.raises(FormatError, match="NUL byte in line 3"):
        encoding_of(b"name,price\nrug,3\nki\x00lim,4\n" * 3, "f.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [("ref", "name", "price"), ("1", "rug; wool, red", "3"), ("2", "kilim", "4,50")]
    lines = [delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows]
    assert delimiter_of(lines) == delimiter
