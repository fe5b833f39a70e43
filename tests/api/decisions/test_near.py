from __future__ import annotations

import pytest

from api.decisions.near import Neighbours
from tests.api.decisions.made import made


def similar(text: str, decided: str, least: float = 0.9) -> float | None:
    found = Neighbours([made(decided)]).of(text, least, 3)
    return found[0].similarity if found else None


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("wool rug 60x90 cm", "wool rug 90x120 cm"),
        ("tapis berbère laine nouée", "Tapis berbere laine noue"),
        ("زربية صوف كبيرة", "زربيه صوف كبير"),
        ("polyester 60% cotton 40% shirt", "polyester 60% cotton 40% shirts"),
    ],
)
def test_texts_that_are_near(text: str, decided: str) -> None:
    found = similar(text, decided)
    assert found is not None
    assert 0.9 <= found < 1


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("polyester 60% cotton 40% shirt", "polyester 40% cotton 60% shirt"),
        ("tyre model 4011 for cars", "tyre model 4012 for cars"),
        ("wool rug", "clay pot"),
        ("wool rug", "WOOL  rug"),
        ("", "wool rug"),
    ],
)
def test_texts_that_are_not_precedents(text: str, decided: str) -> None:
    assert similar(text, decided) is None


def test_a_denial_is_said() -> None:
    (short,) = Neighbours([made("no leather slippers")]).of("leather slippers", 0.9, 3)
    assert short.opposed
    decided = made("slippers for women with soles of rubber and no leather upper")
    (found,) = Neighbours([decided]).of(
        "slippers for women with soles of rubber and leather upper", 0.9, 3
    )
    assert found.opposed
    assert (found.only_here, found.only_there) == ((), ("no",))
    (plain,) = Neighbours([made("wool rug red large")]).of("wool rug red larger", 0.9, 3)
    assert not plain.opposed


def test_the_nearest_come_first_and_only_so_many() -> None:
    decided = [made(f"handmade wool rug from the atlas {'x' * n}") for n in range(5)]
    found = Neighbours(decided).of("handmade wool rug from the atlas", 0.5, 2)
    assert [one.decision for one in found] == decided[1:3]
    assert found[0].similarity > found[1].similarity


def test_any_least_similarity_goes() -> None:
    assert similar("wool rug", "clay pot", 0.0) is not None
    assert similar("wool rug", "wool rugs", 1.0) is None
