from __future__ import annotations

import pytest

from hs_data.measures import is_measure, quantity, spoken


@pytest.mark.parametrize(
    "value", ["width<=30cm", "alcohol<=0.5%", "area>0.3m2<=1m2", "weight>10kg"]
)
def test_a_quantity_with_bounds_is_a_measure(value: str) -> None:
    assert is_measure(value)
    assert value.startswith(quantity(value))


@pytest.mark.parametrize("value", ["", "glass_ceramic", "width", "<=30cm", "width 30 cm"])
def test_anything_else_is_not(value: str) -> None:
    assert not is_measure(value)
    with pytest.raises(ValueError, match="is not a quantity"):
        quantity(value)


def test_bounds_are_put_into_words() -> None:
    assert spoken("zzz>30cm<=60cm", "en") == "zzz: over 30 cm, at most 60 cm"
    assert spoken("zzz<2%", "fr") == "zzz: moins de 2 %"
