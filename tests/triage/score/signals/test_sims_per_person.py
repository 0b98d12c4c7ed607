from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(("each", "decibans"), [(1, 0), (2, 3), (30, -3)])
def test_numbers_per_person(look: Callable[..., Any], each: int, decibans: float):
    cnic = [f"35202{i // each:07d}1" for i in range(250 * each)]
    mobile = [f"0300{i:07d}" for i in range(250 * each)]

    assert look("sims_per_person", {"cnic": cnic, "mobile": mobile}).decibans == decibans
