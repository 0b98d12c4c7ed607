from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

RNG = np.random.default_rng(1)
CODES = [f"03{code:02d}" for code in (*range(10), *range(10, 20), *range(30, 38), *range(40, 50))]


def test_codes_drawn_alike_speak_against(look: Callable[..., Any]):
    numbers = [f"{CODES[each]}1234560" for each in RNG.integers(0, len(CODES), 3000)]

    assert look("prefix_uniformity", {"mobile": numbers}).decibans == -12


def test_codes_used_unevenly_speak_a_little_for(look: Callable[..., Any]):
    weights = 1.0 / np.arange(1, len(CODES) + 1)
    numbers = [f"{CODES[each]}1234560" for each in RNG.choice(len(CODES), 3000, p=weights / weights.sum())]

    assert look("prefix_uniformity", {"mobile": numbers}).decibans == 2


def test_a_few_famous_places_of_many_provinces_speak_against(look: Callable[..., Any]):
    famous = ["35202", "42101", "61101", "37405", "17301", "33100", "36302"]
    numbers = [f"{famous[each]}10000011" for each in RNG.integers(0, 7, 1000)]
    reason = look("prefix_uniformity", {"cnic": numbers})

    assert reason.decibans == -12
    assert reason.statement.startswith("7 places over 4 provinces")


def test_a_few_places_of_one_city_are_innocent(look: Callable[..., Any]):
    numbers = [f"3520{each}10000011" for each in RNG.integers(0, 3, 1000)]

    assert look("prefix_uniformity", {"cnic": numbers}).decibans == 2
