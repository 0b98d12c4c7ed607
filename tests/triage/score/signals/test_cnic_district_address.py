from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

DISTRICTS = {
    "311": "Bahawalnagar", "312": "Bahawalpur", "313": "Rahim Yar Khan", "321": "Dera Ghazi Khan", "322": "Layyah",
    "324": "Rajanpur", "334": "Chiniot", "351": "Kasur", "382": "Khushab", "423": "Karachi South",
}  # fmt: skip
CNICS = [f"{code}0110000011" for code in DISTRICTS]
NAMES = list(DISTRICTS.values())


def test_agreement_speaks_for_genuine(look: Callable[..., Any]):
    reason = look("cnic_district_address", {"cnic": CNICS * 50, "district": NAMES * 50})

    assert (reason.decibans, reason.bound.failed, reason.bound.group) == (15, 0, "linkage")


def test_shuffled_columns_agree_by_chance(look: Callable[..., Any]):
    cells = {"cnic": CNICS * 10, "district": [name for name in NAMES for _ in range(10)]}
    reason = look("cnic_district_address", cells)

    assert reason.decibans == -15
    assert reason.bound.failed / reason.bound.rows == pytest.approx(reason.bound.chance)


def test_address_text_names_the_district(look: Callable[..., Any]):
    written = [f"CHAK NO. 12, DISTRICT {name.upper()}" for name in NAMES]

    assert look("cnic_district_address", {"cnic": CNICS * 10, "address": written * 10}).bound.failed == 0


def test_karachi_is_one_place(look: Callable[..., Any]):
    cells = {"cnic": [*CNICS, "4210110000011"] * 10, "district": [*NAMES, "Karachi East"] * 10}

    assert look("cnic_district_address", cells).bound.failed == 0


def test_one_city_cannot_be_checked(look: Callable[..., Any]):
    assert look("cnic_district_address", {"cnic": ["3520210000011"] * 100, "district": ["Lahore"] * 100}) is None


def test_big_cities_may_differ_more(look: Callable[..., Any]):
    villages = look("cnic_district_address", {"cnic": CNICS[:-1] * 50, "district": NAMES[:-1] * 50})
    with_city = look("cnic_district_address", {"cnic": CNICS * 50, "district": NAMES * 50})

    assert with_city.bound.genuine_high > villages.bound.genuine_high


@pytest.mark.parametrize("hollow", ["district", "city", "tehsil"])
def test_where_a_place_is_not_filled_in_the_address_speaks(look: Callable[..., Any], hollow: str):
    written = [f"CHAK NO. 12, DISTRICT {name.upper()}" for name in [*NAMES[1:], NAMES[0]]]
    cells = {"cnic": CNICS * 10, hollow: [NAMES[0], *[None] * 9] * 10, "address": written * 10}

    assert look("cnic_district_address", cells).bound.failed == 90
