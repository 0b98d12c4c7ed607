from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("field", "value", "failed"),
    [
        ("cnic", "3520212345671", 60),
        ("cnic", "3520233331231", 60),
        ("cnic", "3520230718294", 0),
        ("mobile", "03001234567", 60),
        ("mobile", "03007777777", 60),
        ("mobile", "03004071786", 0),
        ("name", "TEST USER", 60),
        ("name", "MUHAMMAD ASLAM", 0),
    ],
)
def test_numbers_nobody_was_given_fail(look: Callable[..., Any], field: str, value: str, failed: int):
    assert look("placeholders", {field: [value] * 60}).bound.failed == failed


def test_their_absence_weighs_little(look: Callable[..., Any]):
    assert look("placeholders", {"cnic": ["3520230718294"] * 200}).decibans == 2
