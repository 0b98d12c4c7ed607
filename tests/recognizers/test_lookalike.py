from __future__ import annotations

import polars as pl
import pytest

from triage.recognizers.lookalike import ean13, epoch_milliseconds


def rate(expression: pl.Expr) -> float:
    return float(pl.select(expression.mean()).item())


@pytest.mark.parametrize("start", [1_262_304_000_000, 1_577_836_800_000, 1_700_000_000_000])
def test_a_year_of_milliseconds_is_told(start: int):
    times = pl.Series([str(start + 86_400_000 * day) for day in range(365)])

    assert rate(epoch_milliseconds(pl.lit(times))) >= 0.9


def test_numbers_of_khyber_pakhtunkhwa_are_no_milliseconds(rules):
    places = [row["prefix"] for row in rules.table("cnic_tehsils") if row["prefix"].startswith("1")]
    numbers = pl.Series([f"{place}10000{index:02d}1" for place in places for index in range(3)])

    assert rate(epoch_milliseconds(pl.lit(numbers), rules)) == 0.0


@pytest.mark.parametrize(
    ("cell", "is_code"),
    [("4006381333931", True), ("4006381333930", False), ("400638133393", False), ("abc", False), (None, None)],
)
def test_bar_codes_have_their_check_digit(cell: str | None, *, is_code: bool | None):
    assert pl.select(ean13(pl.lit(cell, pl.String))).item() is is_code


def test_empty_cells_are_neither(rules):
    empty = pl.lit(None, pl.String)

    assert pl.select(epoch_milliseconds(empty, rules)).item() is None
