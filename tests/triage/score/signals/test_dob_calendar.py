from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from triage.score.signals.dob_calendar import flatness

RNG = np.random.default_rng(1)


def dates(years: list[int], days: int = 28) -> list[str]:
    return [f"{year}-{RNG.integers(1, 13):02d}-{RNG.integers(1, days + 1):02d}" for year in years]


def test_an_even_calendar_speaks_against(look: Callable[..., Any]):
    assert look("dob_calendar", {"dob": dates(RNG.integers(1950, 2007, 3000).tolist())}).decibans <= -16


def test_heaps_speak_for_genuine(look: Callable[..., Any]):
    years = (2004 - RNG.gamma(2.5, 10, 2000)).astype(int).tolist()
    born = [
        f"{year}-01-01" if i % 20 == 0 else f"{year}-{1 + i % 12:02d}-{1 + i % 30:02d}" for i, year in enumerate(years)
    ]
    born = [each for each in born if not each.endswith(("02-29", "02-30"))]

    assert look("dob_calendar", {"dob": born}).decibans == 4


@pytest.mark.parametrize("born", [["1985"] * 400, ["1985-03-11", "1990-07-09"] * 300])
def test_bare_years_and_turned_dates_are_not_judged(look: Callable[..., Any], born: list[str]):
    assert look("dob_calendar", {"dob": born}) is None


def test_flatness_needs_many_years():
    assert flatness(Counter({"1980": 500})) == float("inf")
    assert flatness(Counter({str(1950 + i): 100 for i in range(50)})) == 0.0


def test_a_list_of_one_year_shows_no_infinite_number(look: Callable[..., Any]):
    told = look("dob_calendar", {"dob": [f"1999-{1 + i % 12:02d}-{1 + i % 28:02d}" for i in range(400)]})

    assert "inf" not in told.observed
    assert "too few years" in told.observed
