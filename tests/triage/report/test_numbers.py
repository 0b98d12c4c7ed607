from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.report.document.numbers import (
    at_least,
    at_most,
    percent,
    percent_at_least,
    percent_range,
    significant,
    size,
)

SHARE = st.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.0, "0%"),
        (1.0, "100%"),
        (0.41387, "41%"),
        (0.1, "10%"),
        (0.05, "5%"),
        (0.0123, "1.2%"),
        (0.00017, "0.017%"),
        (0.00004, "under 0.01%"),
        (0.996, "over 99%"),
        (0.99999, "over 99%"),
        (0.0996, "10%"),
    ],
)
def test_a_percentage_has_two_digits_and_only_the_whole_is_100(share: float, shown: str):
    assert percent(share) == shown


@given(SHARE)
def test_percentages_never_have_more_than_two_significant_digits(share: float):
    for rounding in (ROUND_FLOOR, ROUND_CEILING):
        digits = percent(share, rounding).removeprefix("under ").rstrip("%").replace(".", "").lstrip("0")

        assert len(digits.rstrip("0")) <= 2


@given(SHARE)
def test_rounding_never_strengthens_a_claim(share: float):
    assert at_least(share) <= share <= at_most(share)
    assert at_most(share) - at_least(share) <= 0.00011


def test_ends_of_a_range_go_outward():
    assert percent_range(0.3549, 0.4551) == "35\N{EN DASH}46%"
    assert percent_at_least(0.31999) == "31%"


@pytest.mark.parametrize(("count", "shown"), [(7, 7), (4321, 4320), (51_234, 51_200), (1_999_999, 2_000_000)])
def test_estimates_keep_three_digits(count: int, shown: int):
    assert significant(count) == shown


@pytest.mark.parametrize(
    ("size_bytes", "shown"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (61_234, "61 kB"), (999_999, "1.0 MB"), (5_400_000_000, "5.4 GB")],
)
def test_sizes_are_short(size_bytes: int, shown: str):
    assert size(size_bytes) == shown
