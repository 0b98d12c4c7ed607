from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from triage.score.signals.digit_spread import unevenness


def cnics(low: int, high: int) -> list[str]:
    return [f"35202{each:07d}1" for each in np.random.default_rng(1).integers(low, high, 1000)]


@pytest.mark.parametrize(("low", "decibans"), [(0, 2), (10**6, -12)])
def test_serials_without_leading_zeros_speak_against(look: Callable[..., Any], low: int, decibans: float):
    assert look("digit_spread", {"cnic": cnics(low, 10**7)}).decibans == decibans


def test_preferred_digits_speak_against(look: Callable[..., Any]):
    typed = [f"35202{(i % 9 + 1) * 1111111}1" for i in range(500)] + ["3520215151511"] * 4000

    assert look("digit_spread", {"cnic": typed}).decibans == -20


def test_even_digits_have_no_unevenness():
    assert unevenness(Counter({str(digit): 100 for digit in range(10)})) == 0.0
    assert unevenness(Counter({"7": 1000})) == pytest.approx(1.0, abs=0.01)
