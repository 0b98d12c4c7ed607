from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MAN, WOMAN, ROUNDED = "3520210000011", "3520210000012", "3520210000010"


def test_agreement_speaks_for_genuine(look: Callable[..., Any]):
    reason = look("sex_digit_gender", {"cnic": [MAN, WOMAN] * 50, "gender": ["M", "F"] * 50})

    assert reason.decibans == 20
    assert reason.bound.chance == pytest.approx(0.5)


def test_shuffled_columns_speak_against(look: Callable[..., Any]):
    reason = look("sex_digit_gender", {"cnic": [MAN, WOMAN] * 50, "gender": ["M", "M", "F", "F"] * 25})

    assert reason.decibans == -20
    assert reason.bound.failed == 50


@pytest.mark.parametrize(
    ("cnic", "gender", "why"),
    [
        ([MAN] * 100, ["M"] * 100, "one sex only"),
        ([ROUNDED] * 100, ["M", "F"] * 50, "last digits lost"),
        ([MAN, WOMAN] * 50, ["X"] * 100, "third gender"),
    ],
)
def test_nothing_is_said_where_nothing_can_be_told(
    look: Callable[..., Any], cnic: list[str], gender: list[str], why: str
):
    assert look("sex_digit_gender", {"cnic": cnic, "gender": gender}) is None, why
