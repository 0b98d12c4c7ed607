from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean
from stdnum import luhn as oracle

from triage.recognizers import digits

NUMBERS = st.from_regex("[0-9]{1,19}", fullmatch=True)


@given(NUMBERS)
def test_luhn_agrees_with_its_oracle(number: str):
    assert pl.select(digits.luhn(pl.lit(number))).item() == oracle.is_valid(number)


@given(st.from_regex("[0-9]{13}", fullmatch=True))
def test_bar_code_check_agrees_with_its_oracle(number: str):
    assert pl.select(digits.gs1(pl.lit(number), 13)).item() == ean.is_valid(number)


@given(NUMBERS)
def test_a_digit_is_counted_from_the_right(number: str):
    found = [pl.select(digits.digit(digits.number(pl.lit(number)), place)).item() for place in range(len(number))]

    assert found == [int(each) for each in reversed(number)]


def test_what_is_no_number_has_no_check():
    assert pl.select(digits.luhn(pl.lit("12a"))).item() is None
    assert pl.select(digits.luhn(pl.lit(None, pl.String))).item() is None
