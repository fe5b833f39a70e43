from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets import read_code
from hs_data import UnknownCodeError, nomenclature

SUBHEADINGS = [entry.code for entry in nomenclature().subheadings]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("5701.10.40.00", "570110"),
        ("570110", "570110"),
        ("0101 21", "010121"),
        ("5701-10-40", "570110"),
        (101210000, "010121"),  # ten digits, the leading zero lost
        (5701104000, "570110"),
        ("1012100", "010121"),  # eight digits, the leading zero lost
        (10121, "010121"),
        (570110.0, "570110"),  # a spreadsheet's number
        ("570110.0", "570110"),
        (101.21, "010121"),
        (5701.1, "570110"),  # 5701.10 as a number loses its last zero
        ("5701.10", "570110"),
    ],
)
def test_codes_are_cut_to_the_subheading(written: object, digits: str) -> None:
    assert read_code(written).digits == digits


@pytest.mark.parametrize(
    "written", ["5701", "57011x", "", None, "123", "570110400012", "٥٧٠١١٠", "5701.10;6912.00"]
)
def test_what_is_no_code_is_refused(written: object) -> None:
    with pytest.raises(UnknownCodeError):
        read_code(written)


@given(st.sampled_from(SUBHEADINGS), st.sampled_from(["", "00", "9090"]))
def test_a_number_means_what_its_text_means(code: object, national: str) -> None:
    digits = f"{code}{national}"
    assert read_code(int(digits)) == read_code(digits) == code


@given(st.sampled_from(SUBHEADINGS))
def test_a_dotted_code_survives_a_spreadsheet(code: object) -> None:
    assert read_code(float(f"{str(code)[:4]}.{str(code)[4:]}")) == code


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_is_refused(text: str) -> None:
    with suppress(UnknownCodeError):
        assert read_code(text).level == 6
