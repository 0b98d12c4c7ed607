from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest


@pytest.mark.parametrize(("number", "failed"), [("03001234560", 0), ("03641234560", 0), ("03801234560", 60)])
def test_only_codes_that_were_never_allotted_fail(look: Callable[..., Any], number: str, failed: int):
    reason = look("mobile_prefix", {"mobile": [number] * 60})

    assert reason.bound.failed == failed


def test_random_digits_fail_as_often_as_the_rule_says(look: Callable[..., Any]):
    rng = np.random.default_rng(1)
    numbers = [f"03{each:09d}" for each in rng.integers(0, 10**9, 4000)]
    bound = look("mobile_prefix", {"mobile": numbers}).bound

    assert bound.failed / bound.rows == pytest.approx(bound.chance, abs=0.03)


def test_tables_without_mobile_numbers_are_not_looked_at(look: Callable[..., Any]):
    assert look("mobile_prefix", {"name": ["ALI KHAN"] * 60}) is None
