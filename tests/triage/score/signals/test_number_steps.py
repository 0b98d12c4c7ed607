from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest


@pytest.mark.parametrize("step", [10, 20, -10])
def test_constant_steps_speak_against(look: Callable[..., Any], step: int):
    reason = look("number_steps", {"cnic": [str(3520250000001 + step * i) for i in range(200)]})

    assert reason.decibans == -20
    assert reason.bound.failed == 198


def test_random_and_sorted_numbers_do_not_fail(look: Callable[..., Any]):
    serials = np.sort(np.random.default_rng(1).integers(0, 10**7, 1000))

    assert look("number_steps", {"cnic": [f"35202{each:07d}1" for each in serials]}).bound.failed < 5


def test_copies_of_one_number_are_no_steps(look: Callable[..., Any]):
    assert look("number_steps", {"cnic": ["3520210000011"] * 200}).bound.failed == 0


def test_a_sorted_block_of_mobile_numbers_with_gaps_is_innocent(look: Callable[..., Any]):
    used = np.flatnonzero(np.random.default_rng(1).random(1500) < 0.8)
    reason = look("number_steps", {"mobile": [f"0300{5_000_000 + each}" for each in used]})

    assert (reason.decibans, reason.bound) == (0, None)


@pytest.mark.parametrize("step", [1, 10, -1])
def test_a_block_of_sims_that_counts_up_proves_nothing(look: Callable[..., Any], step: int):
    reason = look("number_steps", {"mobile": [str(f"0{3008470000 + step * i}") for i in range(400)]})

    assert (reason.decibans, reason.bound) == (-3, None)
