from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from triage.rules.model import Rules
from triage.score.fillers import FilledFields


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


def test_fillers_are_told(look: Callable[..., Any]):
    told = look("placeholders", {"mobile": ["03000000000"] * 100 + ["03004071786"] * 100, "name": ["ASLAM"] * 200})

    assert "50% hold zeros, one digit or counting" in told.statement


def test_without_fillers_nothing_is_said_of_them(look: Callable[..., Any]):
    assert "zeros" not in look("placeholders", {"mobile": ["03004071786"] * 200}).statement


def test_their_absence_weighs_little(look: Callable[..., Any]):
    assert look("placeholders", {"cnic": ["3520230718294"] * 200}).decibans == 2


@pytest.mark.parametrize(
    ("field", "filler"),
    [
        ("cnic", "0000000000000"),
        ("cnic", "9999999999999"),
        ("cnic", "1234567890123"),
        ("cnic", "3520200000001"),
        ("mobile", "03000000000"),
        ("mobile", "03111111111"),
        ("mobile", "03333333333"),
        ("dob", "1900-01-01"),
        ("imei", "000000000000000"),
        ("card", "1111111111111111"),
    ],
)
def test_what_was_typed_into_an_empty_field_is_missing(rules: Rules, field: str, filler: str):
    fields = FilledFields(frozenset({field}), rules)
    frame = pl.DataFrame({field: [filler, "x", None], f"{field}.valid": [False, True, None]})

    frame = frame.with_columns(**fields.shown().columns)

    assert frame.select(fields.value(field)).to_series().to_list() == [None, "x", None]
    assert frame.select(fields.valid(field)).to_series().to_list() == [None, True, None]
