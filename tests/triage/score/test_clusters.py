"""Intervals of a quick look hold the truth as often as they say, also where values cluster."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from triage.score.clusters import Sample, Total

SEGMENTS, DRAWN, DRAWS, UNITS = 1_000, 48, 200, 262_144
Counts = NDArray[np.int64]


def every(rows: Counts, _: np.random.Generator) -> Counts:
    return rows


def a_third(rows: Counts, rng: np.random.Generator) -> Counts:
    return rng.binomial(rows, 0.3)


def a_tenth_in_one_stretch(rows: Counts, _: np.random.Generator) -> Counts:
    return np.where((np.arange(SEGMENTS) >= 100) & (np.arange(SEGMENTS) < 200), rows, 0)


def a_fiftieth_in_one_stretch(rows: Counts, _: np.random.Generator) -> Counts:
    return np.where(np.arange(SEGMENTS) < 20, rows, 0)


def each_segment_its_own_share(rows: Counts, rng: np.random.Generator) -> Counts:
    return rng.binomial(rows, rng.beta(0.3, 0.7, SEGMENTS))


def one_in_ten_thousand(rows: Counts, rng: np.random.Generator) -> Counts:
    return rng.binomial(rows, 1e-4)


POPULATIONS = (
    every,
    a_third,
    a_tenth_in_one_stretch,
    a_fiftieth_in_one_stretch,
    each_segment_its_own_share,
    one_in_ten_thousand,
)


@pytest.mark.parametrize("population", POPULATIONS, ids=lambda each: each.__name__)
def test_intervals_hold_the_truth(population) -> None:
    rng = np.random.default_rng(7)
    rows = rng.integers(2_500, 3_500, SEGMENTS)
    counts = population(rows, rng)
    held = held_rows = 0
    for _ in range(DRAWS):
        drawn = rng.choice(SEGMENTS, DRAWN, replace=False)
        sample = Sample([UNITS] * DRAWN, rows[drawn].tolist(), UNITS * SEGMENTS, SEGMENTS)
        told, all_rows = sample.total_of_rows(counts[drawn].tolist()), sample.total_rows()
        held += told.low <= counts.sum() <= told.high
        held_rows += all_rows.low <= rows.sum() <= all_rows.high

    assert held >= 0.93 * DRAWS
    assert held_rows >= 0.91 * DRAWS


def test_an_interval_is_useful_where_a_column_is_even() -> None:
    rng = np.random.default_rng(7)
    rows = rng.integers(2_900, 3_100, DRAWN)
    sample = Sample([UNITS] * DRAWN, rows.tolist(), UNITS * SEGMENTS, SEGMENTS)
    told = sample.total_of_rows(rng.binomial(rows, 0.3).tolist())

    assert (told.high - told.low) / told.estimate < 0.1


def test_nothing_is_uncertain_where_every_segment_was_read() -> None:
    sample = Sample([100, 90], [10, 9], 190, 2)

    assert sample.total_rows() == Total(19, 19, 19)
    assert sample.total([40, 2]) == Total(42, 42, 42)


def test_a_count_is_never_below_what_was_counted() -> None:
    rows = [3_000] * DRAWN
    one = [0] * (DRAWN - 1) + [3_000]
    sample = Sample([UNITS] * DRAWN, rows, UNITS * SEGMENTS, SEGMENTS)

    assert sample.total_of_rows(one).low >= 3_000
    assert sample.total([2 * each for each in one]).low >= 6_000


def test_none_in_a_sample_leaves_room_for_some() -> None:
    sample = Sample([UNITS] * DRAWN, [3_000] * DRAWN, UNITS * SEGMENTS, SEGMENTS)
    told = sample.total_of_rows([0] * DRAWN)

    assert (told.estimate, told.low) == (0, 0)
    assert told.high > 0.05 * 3_000 * SEGMENTS
