from __future__ import annotations

from collections.abc import Callable
from typing import Any

NUMBERS = ["03001234560", "03451234560"]


def test_agreement_speaks_a_little_for_genuine(look: Callable[..., Any]):
    reason = look("operator_prefix", {"mobile": NUMBERS * 50, "operator": ["Jazz", "Telenor"] * 50})

    assert reason.decibans == 10


def test_warid_is_jazz(look: Callable[..., Any]):
    reason = look("operator_prefix", {"mobile": NUMBERS * 50, "operator": ["Warid", "Telenor"] * 50})

    assert reason.bound.failed == 0


def test_one_operator_cannot_be_checked(look: Callable[..., Any]):
    assert look("operator_prefix", {"mobile": [NUMBERS[0]] * 100, "operator": ["Jazz"] * 100}) is None
