from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

GOOD, WRONG = "4111111111111111", "4111111111111112"


@pytest.mark.parametrize(("number", "decibans"), [(GOOD, 15), (WRONG, -15)])
def test_check_digits_speak(look: Callable[..., Any], number: str, decibans: float):
    assert look("card_check", {"card": [number] * 60}).decibans == decibans
