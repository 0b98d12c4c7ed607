from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

GOOD, WRONG = "490154203237518", "490154203237519"


@pytest.mark.parametrize(("number", "decibans"), [(GOOD, 15), (WRONG, -15)])
def test_check_digits_speak(look: Callable[..., Any], number: str, decibans: float):
    assert look("imei_check", {"imei": [number] * 60}).decibans == decibans


def test_check_digits_lost_in_call_records_are_left_out(look: Callable[..., Any]):
    assert look("imei_check", {"imei": ["490154203237510"] * 60}) is None
