from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

GOOD, WRONG = "PK36SCBL0000001123456702", "PK37SCBL0000001123456702"


@pytest.mark.parametrize(("number", "decibans"), [(GOOD, 15), (WRONG, -15)])
def test_check_digits_speak(look: Callable[..., Any], number: str, decibans: float):
    assert look("iban_check", {"iban": [number] * 60}).decibans == decibans
