"""Draw dates of birth as registers have them: heaped on 1 January, on round days and on round years.

And plain dates.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Bools, Ints, Rng, chance
from triage.simulate.world import World

_ROUND_DAYS = np.array([1, 5, 10, 15, 20, 25])


def births(rng: Rng, born: Ints, urban: Bools, world: World) -> pl.Series:
    """Return an ISO date in each year of birth. Dates of old people and villagers are guessed most often."""
    rows = len(born)
    guessed = np.where(born < 1960, 3.0, np.where(born < 1985, 1.3, 0.35)) * np.where(urban, 0.7, 1.3)
    heaped = np.where(
        chance(rng, np.minimum(world.round_year * guessed, 0.6), rows) & (born < 1990), np.round(born / 5) * 5, born
    ).astype(np.int64)
    month, day = rng.integers(1, 13, rows), rng.integers(1, 29, rows)
    late = chance(rng, 0.06, rows)
    day[late] = np.where(month[late] == 2, 28, rng.integers(29, 31, int(late.sum())))
    rounded = chance(rng, world.round_day, rows)
    day[rounded] = _ROUND_DAYS[rng.integers(0, len(_ROUND_DAYS), int(rounded.sum()))]
    first = chance(rng, np.minimum(world.jan_first * guessed, 0.7), rows)
    month[first], day[first] = 1, 1
    return iso(heaped, month, day)


def iso(year: Ints, month: Ints, day: Ints) -> pl.Series:
    """Return dates as "YYYY-MM-DD"."""
    frame = pl.DataFrame({"year": year, "month": month, "day": day})
    return frame.select(pl.date("year", "month", "day").dt.to_string("%Y-%m-%d")).to_series()


def between(rng: Rng, first: int, last: int, rows: int) -> pl.Series:
    """Return ISO dates of the years first..last, more of the later years."""
    share = rng.beta(2.0, 1.3, rows)
    days = np.datetime64(f"{first}-01-01") + (share * 365.24 * (last + 1 - first)).astype(np.int64)
    return pl.Series(days.astype("datetime64[D]")).dt.to_string("%Y-%m-%d")
