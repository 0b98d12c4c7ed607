from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.score.estimator import together
from triage.score.estimator.together import CHECKS

CHANCES = {"sex_of_name": 0.5, "district_same": 0.1}


def rows(true: int, made: int, seed: int = 1) -> pl.DataFrame:
    """Return genuine rows that fail now and then, and made-up rows whose checks hold by chance alone."""
    rng = np.random.default_rng(seed)
    sex = np.concatenate([rng.random(true) < 0.96, rng.random(made) < 0.5])
    place = np.concatenate([rng.random(true) < 0.7, rng.random(made) < 0.1])
    empty = {name: pl.Series([None] * (true + made), dtype=pl.Float32) for name in CHECKS}
    return pl.DataFrame(empty | {"sex_of_name": sex.astype(np.float32), "district_same": place.astype(np.float32)})


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 1.0])
def test_failures_that_come_together_give_the_genuine_share(share: float) -> None:
    true = int(8000 * share)
    told = together.features(rows(true, 8000 - true), CHANCES, pl.Series([1] * 8000))

    assert told["together"] == pytest.approx(share, abs=0.06)
    assert told["together_least"] >= told["together"]
    assert (told["together_twice"] > 0.05) == (share < 0.9)


def test_a_dump_by_chance_alone_says_nothing() -> None:
    told = together.features(rows(0, 4000), CHANCES, pl.Series([1] * 4000))

    assert np.isnan(told["together"])


def test_hands_that_fail_alike_do_not_spread() -> None:
    hands = pl.Series(np.arange(4000) % 7)

    assert together.features(rows(4000, 0), CHANCES, hands)["hand_spread"] == pytest.approx(0, abs=0.02)


def test_a_hand_whose_rows_fail_spreads() -> None:
    hands = pl.Series([1] * 3000 + [2] * 1000)

    assert together.features(rows(3000, 1000), CHANCES, hands)["hand_spread"] > 0.3


@given(seed=st.integers(0, 99), order=st.randoms())
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_does_not_matter(seed: int, order) -> None:
    whole = rows(150, 80, seed).with_columns(hand=pl.Series(np.arange(230) % 4))
    at = list(range(230))
    order.shuffle(at)
    turned = whole[at]

    one, two = (together.features(each, CHANCES, each["hand"]) for each in (whole, turned))
    assert one == pytest.approx(two, nan_ok=True)


def test_few_rows_give_no_feature() -> None:
    told = together.features(rows(20, 10), CHANCES, pl.Series([1] * 30))

    assert np.isnan(told["together"])
