"""A place that a form filled in for many rows, among places that people typed."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from triage.score.estimator.default_place import emptied
from triage.score.estimator.rows import complete

LAHORE = 300


def dump(share: float, at_home: float, *, elsewhere: float = 0.85) -> pl.DataFrame:
    """Return 1,000 rows of ten districts, of which a share names one place, where so many cards were issued."""
    rng = np.random.default_rng(7)
    here = rng.random(1000) < share
    place = np.where(here, LAHORE, rng.integers(101, 110, 1000))
    stays = rng.random(1000) < np.where(here, at_home, elsewhere)
    card = np.where(stays, place, rng.integers(201, 210, 1000))
    return complete(pl.DataFrame({"at": range(1000), "cnic_zone": card, "place_zone": place, "place_tehsil": place}))


def test_a_default_among_true_places_is_no_place() -> None:
    made = dump(0.4, 0.15)
    told = emptied(made)

    assert (
        told.filter(made["place_zone"] == LAHORE).select("place_zone", "place_tehsil").null_count().row(0)
        == ((made["place_zone"] == LAHORE).sum(),) * 2
    )
    assert told.filter(made["place_zone"] != LAHORE).equals(made.filter(pl.col("place_zone") != LAHORE))


@pytest.mark.parametrize(
    ("share", "at_home", "elsewhere"),
    [(0.4, 0.8, 0.85), (0.05, 0.1, 0.85), (0.4, 0.05, 0.1), (1.0, 0.1, 0.85)],
    ids=["a city with its own people", "a small place", "a shuffle", "one place in all rows"],
)
def test_other_places_stay(share: float, at_home: float, elsewhere: float) -> None:
    made = dump(share, at_home, elsewhere=elsewhere)

    assert emptied(made).equals(made)
