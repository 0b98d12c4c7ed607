from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

NAMES = ["Bahawalnagar", "Bahawalpur", "Rahim Yar Khan", "Layyah", "Rajanpur", "Chiniot", "Kasur", "Khushab"]
WRITTEN = [f"House 12, Street 4, {name}" for name in NAMES]


@pytest.mark.parametrize("field", ["city", "tehsil"])
def test_addresses_that_name_the_city_speak_for_genuine(look: Callable[..., Any], field: str):
    reason = look("address_city", {field: NAMES * 10, "address": WRITTEN * 10})

    assert (reason.decibans, reason.bound.failed) == (10, 0)


def test_shuffled_cities_speak_against(look: Callable[..., Any]):
    cells = {"city": [name for name in NAMES for _ in range(8)], "address": WRITTEN * 8}
    reason = look("address_city", cells)

    assert reason.decibans == -10
    assert reason.bound.failed / reason.bound.rows == pytest.approx(reason.bound.chance)


def test_rows_without_a_city_are_not_compared(look: Callable[..., Any]):
    assert look("address_city", {"city": [*NAMES * 9, *[None] * 8], "address": WRITTEN * 10}).bound.rows == 72


def test_one_city_cannot_be_checked(look: Callable[..., Any]):
    assert look("address_city", {"city": ["Kasur"] * 80, "address": [WRITTEN[6]] * 80}) is None
