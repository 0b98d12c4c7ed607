from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

GOOD = "3520210000011"


def test_listed_places_speak_for_genuine(look: Callable[..., Any]):
    reason = look("cnic_prefix", {"cnic": [GOOD] * 60})

    assert reason.decibans == 20
    assert (reason.bound.rows, reason.bound.failed) == (60, 0)


@pytest.mark.parametrize(
    ("number", "why"), [("3521210000011", "the fourth digit is not 0"), ("3990210000011", "no such district")]
)
def test_places_that_do_not_exist_fail(look: Callable[..., Any], number: str, why: str):
    reason = look("cnic_prefix", {"cnic": [GOOD] * 30 + [number] * 30})

    assert reason.bound.failed == 30, why


def test_tehsil_that_the_list_lacks_does_not_fail(look: Callable[..., Any]):
    reason = look("cnic_prefix", {"cnic": ["3520910000011"] * 60})

    assert reason.bound.failed == 0
    assert "0% a listed tehsil" in reason.observed


def test_numbers_of_another_plan_are_not_judged(look: Callable[..., Any]):
    assert look("cnic_prefix", {"cnic": ["9110210000011"] * 60}) is None


def test_few_rows_say_nothing(look: Callable[..., Any]):
    assert look("cnic_prefix", {"cnic": [GOOD] * 40 + [None] * 100}) is None
