from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Look = Callable[..., Any]

AREAS = {"0423571": ("Lahore", "0001"), "0512250": ("Rawalpindi", "001"), "0912250": ("Peshawar", "001")}


def turned(values: list[str], by: int) -> list[str]:
    """Return the values shifted by pages, so that each meets every other alike."""
    return [values[(n + (n // by)) % len(values)] for n in range(len(values))]


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
