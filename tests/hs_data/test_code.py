from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hs_data import HSCode, UnknownCodeError

DIGITS = st.sampled_from([2, 4, 6, 8, 10]).flatmap(
    lambda n: st.text("0123456789", min_size=n, max_size=n)
)


@pytest.mark.parametrize(
    ("written", "digits"),
    [("5701.10", "570110"), ("57 01 10", "570110"), ("0101-21", "010121"), ("01", "01")],
)
def test_parse_reads_codes_as_people_write_them(written: str, digits: str) -> None:
    assert HSCode.parse(written).digits == digits


@pytest.mark.parametrize("written", ["", "5", "570", "57011", "57o1", "٥٧٠١", "570110.001", "-1"])
def test_what_is_not_a_code_is_refused_in_words(written: str) -> None:
    with pytest.raises(UnknownCodeError, match="is not an HS code"):
        HSCode.parse(written)


@given(DIGITS)
def test_dotted_form_reads_back(digits: str) -> None:
    code = HSCode(digits)
    assert HSCode.parse(code.dotted) == code
    assert str(code) == digits


@given(DIGITS)
def test_ancestors_contain_their_descendants(digits: str) -> None:
    code = HSCode(digits)
    parent = code.parent
    while parent is not None:
        assert parent.contains(code)
        assert parent < code
        assert not code.contains(parent)
        parent = parent.parent
    assert code.chapter.contains(code)


@given(DIGITS, DIGITS)
def test_order_is_that_of_the_digits(left: str, right: str) -> None:
    assert (HSCode(left) < HSCode(right)) == (left < right)


def test_levels_and_parts() -> None:
    code = HSCode("0101210000")
    assert (code.level, code.dotted) == (10, "0101.21.00.00")
    assert code.heading == HSCode("0101")
    assert HSCode("01").heading is None
    assert HSCode("01").parent is None
