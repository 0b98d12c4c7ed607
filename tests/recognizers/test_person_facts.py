"""Age, gender and e-mail address."""

from __future__ import annotations

import polars as pl
import pytest

from triage.recognizers import email


@pytest.mark.parametrize(
    ("cell", "letter"),
    [
        ("M", "M"),
        ("f", "F"),
        ("MALE", "M"),
        (" Female ", "F"),
        ("خواجہ سرا", "X"),
        ("third-gender", "X"),
        ("Mard", "M"),
        ("Male.", "M"),
        ('"F"', "F"),
        ("1", None),
        ("2", None),
        ("Muhammad", None),
        ("", None),
        (None, None),
    ],
)
def test_gender_is_read_from_words_only(cell: str | None, letter: str | None, value):
    assert value("GENDER")([cell]) == [letter]


def test_gender_is_its_own_part_and_always_valid(parts, valid):
    assert parts("GENDER", "F") == {"gender": "F"}
    assert valid("GENDER")(["F", None]) == [True, None]


@pytest.mark.parametrize(
    ("cell", "years"),
    [("34", "34"), ("7.0", "7"), ("007", "7"), ("0", "0"), ("34 yrs", "34"), ("عمر: 34", "34"), ("3400", None)],
)
def test_age_is_a_number_of_years(cell: str, years: str | None, value):
    assert value("AGE")([cell]) == [years]


def test_nobody_is_older_than_the_setting(valid):
    assert valid("AGE")(["0", "122", "123", None]) == [True, True, False, None]


@pytest.mark.parametrize(
    ("address", "is_valid"),
    [
        ("a@example.com", True),
        ("a.b@sub.example.com.pk", True),
        (f"{'a' * 64}@example.com", True),
        (f"{'a' * 65}@example.com", False),
        ("a.@example.com", False),
        ("a..b@example.com", False),
        ("a@-b.com", False),
        ("a@b..com", False),
        (f"a@{'b.' * 126}com", False),
        (None, None),
    ],
)
def test_email_keeps_lengths_and_dots(address: str | None, valid, *, is_valid: bool | None):
    assert valid("EMAIL_ADDRESS")([address]) == [is_valid]


def test_domain_stands_behind_the_at():
    assert pl.select(email.domain(pl.lit("a@example.com"))).item() == "example.com"
