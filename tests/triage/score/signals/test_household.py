from __future__ import annotations

from collections.abc import Callable
from typing import Any


def families(size: int) -> dict[str, list[str]]:
    rows = [(home, child) for home in range(100) for child in range(size)]
    return {
        "cnic": [f"35202{home:04d}{child:03d}1" for home, child in rows],
        "name": [f"NAME{child} KHAN" for _, child in rows],
        "father": [f"FATHER{home}" for home, _ in rows],
        "address": [f"HOUSE {home}, STREET 7, SAMANABAD, LAHORE" for home, _ in rows],
    }


def test_families_speak_a_little_for_genuine(look: Callable[..., Any]):
    assert look("household", families(3)).decibans == 3


def test_their_absence_says_nothing(look: Callable[..., Any]):
    lonely = {field: values[::3] * 3 for field, values in families(3).items()}

    assert look("household", lonely) is None
