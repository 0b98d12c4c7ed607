from __future__ import annotations

from collections.abc import Callable
from typing import Any

MAN, WOMAN = "3520210000011", "3520210000012"
NAMES = ["MUHAMMAD ASLAM", "SHAZIA BIBI"]


def test_agreement_speaks_for_genuine(look: Callable[..., Any]):
    reason = look("sex_digit_name", {"cnic": [MAN, WOMAN] * 50, "name": NAMES * 50})

    assert reason.decibans == 20


def test_names_of_the_other_sex_fail(look: Callable[..., Any]):
    reason = look("sex_digit_name", {"cnic": [WOMAN, MAN] * 50, "name": NAMES * 50})

    assert (reason.bound.failed, reason.decibans) == (100, -20)


def test_names_that_tell_no_sex_are_left_out(look: Callable[..., Any]):
    names = [*NAMES * 50, *["AWLYA GHAFRAN"] * 100]
    reason = look("sex_digit_name", {"cnic": [MAN, WOMAN] * 100, "name": names})

    assert reason.bound.rows == 100
