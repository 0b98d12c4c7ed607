"""Tehsils of cards, areas of landlines and closed networks, each against the place of its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Look = Callable[..., Any]

TOWNS = {"33104": "Jaranwala", "33105": "Samundri", "33106": "Tandlianwala", "33101": "Chak Jhumra"}
AREAS = {"0423571": ("Lahore", "0001"), "0512250": ("Rawalpindi", "001"), "0912250": ("Peshawar", "001")}


def cards(rows: int) -> tuple[list[str], list[str]]:
    codes = list(TOWNS)
    return [f"{codes[n % 4]}{n:07}1" for n in range(rows)], [TOWNS[codes[n % 4]] for n in range(rows)]


def turned(values: list[str], by: int) -> list[str]:
    """Return the values shifted by pages, so that each meets every other alike."""
    return [values[(n + (n // by)) % len(values)] for n in range(len(values))]


def test_cards_of_their_tehsil_speak_for_genuine(look: Look) -> None:
    cnics, tehsils = cards(200)
    reason = look("cnic_tehsil", {"cnic": cnics, "tehsil": tehsils})

    assert reason.decibans == 4
    assert reason.bound.failed == 0
    assert reason.bound.chance == pytest.approx(0.75)


def test_cards_shuffled_within_a_district_speak_against(look: Look) -> None:
    cnics, tehsils = cards(400)
    reason = look("cnic_tehsil", {"cnic": cnics, "tehsil": turned(tehsils, 4)})

    assert reason.decibans < 0
    assert reason.bound.failed == pytest.approx(300, abs=5)


@pytest.mark.parametrize(
    "tehsil", [["Jaranwala"] * 200, ["Lahore"] * 200, ["Nowhere"] * 200, ["Jaranwala", None] * 100]
)
def test_one_tehsil_or_none_says_nothing(look: Look, tehsil: list[str | None]) -> None:
    assert look("cnic_tehsil", {"cnic": [f"33104{n:07}1" for n in range(200)], "tehsil": tehsil}) is None


def test_a_dump_shuffled_over_the_country_is_left_to_the_districts(look: Look) -> None:
    cnics, tehsils = cards(200)
    others = [f"35202{cnic[5:]}" for cnic in cnics]

    assert look("cnic_tehsil", {"cnic": others, "tehsil": tehsils}) is None


def landlines(rows: int) -> tuple[list[str], list[str]]:
    heads = list(AREAS)
    return (
        [heads[n % 3] + AREAS[heads[n % 3]][1] for n in range(rows)],
        [AREAS[heads[n % 3]][0] for n in range(rows)],
    )


def test_landlines_of_their_place_speak_for_genuine(look: Look) -> None:
    numbers, districts = landlines(120)
    reason = look("landline_area", {"landline": numbers, "district": districts, "mobile": ["03001234567"] * 120})

    assert reason.decibans == 4
    assert reason.bound.chance == pytest.approx(2 / 3)


def test_landlines_that_ring_anywhere_speak_against(look: Look) -> None:
    numbers, districts = landlines(120)
    reason = look("landline_area", {"landline": numbers, "district": turned(districts, 3)})

    assert reason.decibans < -5
    assert reason.bound.failed == pytest.approx(80, abs=3)


@pytest.mark.parametrize("number", ["04235710001", "111100200"])
def test_one_area_or_a_number_of_the_whole_country_says_nothing(look: Look, number: str) -> None:
    assert look("landline_area", {"landline": [number] * 120, "district": ["Lahore"] * 120}) is None


@pytest.mark.parametrize(("district", "decibans"), [("Muzaffarabad", 4), ("Lahore", None)])
def test_a_closed_network_is_at_home_where_it_is_sold(look: Look, district: str, decibans: float | None) -> None:
    mobiles = [f"0355{n:07}" for n in range(30)] + [f"0300{n:07}" for n in range(170)]
    reason = look("closed_network", {"mobile": mobiles, "district": [district] * 30 + ["Lahore"] * 170})

    if decibans is None:
        assert reason.decibans < -5
    else:
        assert reason.decibans == decibans


def test_a_list_of_where_the_network_is_sold_says_nothing(look: Look) -> None:
    mobiles = [f"0355{n:07}" for n in range(30)]

    assert look("closed_network", {"mobile": mobiles, "district": ["Gilgit"] * 30}) is None
