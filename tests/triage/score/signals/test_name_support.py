from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def test_a_flat_list_drawn_again_and_again_speaks_against(look: Callable[..., Any]):
    rng = np.random.default_rng(1)
    words = [f"NAME{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(600)]
    names = [f"{words[a]} {words[b]}" for a, b in rng.integers(0, 600, (8000, 2))]

    assert look("name_support", {"name": names}).decibans == -15


def test_a_handful_of_names_speaks_against(look: Callable[..., Any]):
    rng = np.random.default_rng(1)
    first, last = ["ALI", "AHMED", "SANA", "HIRA", "BILAL"], ["KHAN", "MALIK", "BUTT"]
    names = [f"{first[a % 5]} {last[b % 3]}" for a, b in rng.integers(0, 15, (1000, 2))]

    assert look("name_support", {"name": names}).decibans <= -15


def test_unequal_names_with_a_long_tail_speak_a_little_for(look: Callable[..., Any]):
    rng = np.random.default_rng(1)
    names = [f"N{min(int(each), 10**6)} KHAN" for each in rng.zipf(1.6, 2000)]

    assert look("name_support", {"name": names}).decibans == 4


def test_few_rows_say_nothing(look: Callable[..., Any]):
    assert look("name_support", {"name": ["ALI KHAN"] * 90}) is None
