from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.simulate.draw import pick, pick_by, sample, stream, unit, zipf


def test_same_seed_and_purpose_give_the_same_stream():
    assert stream(7, "a", "b").integers(0, 10**9, 5).tolist() == stream(7, "a", "b").integers(0, 10**9, 5).tolist()


@pytest.mark.parametrize(("seed", "purpose"), [(8, ("a", "b")), (7, ("a", "c")), (7, ("b",))])
def test_other_seed_or_purpose_gives_another_stream(seed: int, purpose: tuple[str, ...]):
    assert stream(7, "a", "b").integers(0, 10**9, 5).tolist() != stream(seed, *purpose).integers(0, 10**9, 5).tolist()


def test_generator_is_pcg64():
    assert type(stream(1).bit_generator) is np.random.PCG64


@given(st.integers(0, 10**6), st.lists(st.floats(0.1, 10), min_size=1, max_size=20))
def test_picks_are_indices_of_the_weights(seed: int, weights: list[float]):
    picked = pick(stream(seed), np.array(weights), 50)

    assert set(picked.tolist()) <= set(range(len(weights)))


def test_picks_follow_the_weights_of_each_group():
    weights = np.array([[1.0, 0.0, 3.0], [0.0, 1.0, 0.0]])
    group = np.repeat([0, 1], 20_000)
    picked = pick_by(stream(1), weights, group)

    assert np.bincount(picked[:20_000], minlength=3) / 20_000 == pytest.approx([0.25, 0, 0.75], abs=0.02)
    assert set(picked[20_000:].tolist()) == {1}


def test_sample_takes_distinct_things_and_prefers_the_heavy():
    weights = np.repeat([1.0, 9.0], 1000)
    taken = sample(stream(3), weights, 400)

    assert len(set(taken.tolist())) == 400
    assert (taken >= 1000).mean() > 0.75


def test_things_without_weight_are_taken_last():
    assert sample(stream(3), np.array([0.0, 1.0, 1.0]), 2).tolist() in ([1, 2], [2, 1])


def test_unit_depends_on_every_key_and_is_even():
    clerks, words = np.meshgrid(np.arange(200), np.arange(200))
    values = unit(clerks.ravel(), words.ravel())

    assert values.min() >= 0
    assert values.max() < 1
    assert values.mean() == pytest.approx(0.5, abs=0.01)
    assert len(np.unique(values)) == 40_000


def test_zipf_halves_from_first_to_second_at_slope_one():
    assert zipf(3, 1.0).tolist() == [1.0, 0.5, pytest.approx(1 / 3)]
