from __future__ import annotations

from collections.abc import Callable
from typing import Any

CNIC = [f"35202{i:07d}1" for i in range(100)] * 2
FIRST = [f"ALI {chr(65 + i % 26)}HAN" for i in range(100)]


def test_the_same_name_again_speaks_for_genuine(look: Callable[..., Any]):
    reason = look("cnic_holder", {"cnic": CNIC, "name": FIRST * 2})

    assert (reason.decibans, reason.bound.rows, reason.bound.failed) == (15, 100, 0)


def test_another_name_each_time_speaks_against(look: Callable[..., Any]):
    reason = look("cnic_holder", {"cnic": CNIC, "name": [*FIRST, *FIRST[1:], FIRST[0]]})

    assert reason.decibans == -15


def test_titles_and_spellings_do_not_matter(look: Callable[..., Any]):
    cells = {"cnic": CNIC, "name": [*FIRST, *(f"HAJI MUHAMMAD {name}OO" for name in FIRST)]}

    assert look("cnic_holder", cells).bound.failed == 0


def test_numbers_that_stand_alone_say_nothing(look: Callable[..., Any]):
    assert look("cnic_holder", {"cnic": CNIC[:100], "name": FIRST}) is None


def test_children_of_one_father_under_his_card_say_nothing(look: Callable[..., Any]):
    cells = {"cnic": CNIC, "name": [*FIRST, *FIRST[1:], FIRST[0]], "father": FIRST * 2}

    assert look("cnic_holder", cells) is None


def test_other_fathers_each_time_speak_against(look: Callable[..., Any]):
    cells = {"cnic": CNIC, "name": [*FIRST, *FIRST[1:], FIRST[0]], "father": [*FIRST, *FIRST[2:], *FIRST[:2]]}

    assert look("cnic_holder", cells).decibans == -15
