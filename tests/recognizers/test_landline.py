from __future__ import annotations

import phonenumbers
import polars as pl
import pytest

from triage.recognizers import landline


def areas(rules) -> list[tuple[str, int]]:
    return [
        (row["area_code"], int(row["subscriber_digits"]))
        for row in rules.table("landline_area_codes")
        if row["province"] != "-"
    ]


def test_every_area_takes_its_number_of_digits(rules, valid):
    numbers = [code + "2" * length for code, length in areas(rules)]

    assert all(valid("PK_LANDLINE_NUMBER")(numbers))


def test_oracle_takes_what_we_take(rules):
    numbers = [code + "2" * length for code, length in areas(rules)]
    refused = [n for n in numbers if not phonenumbers.is_valid_number(phonenumbers.parse(n, "PK"))]

    assert not refused


@pytest.mark.parametrize(
    ("number", "is_valid"),
    [
        ("02135710001", True),
        ("0212710001", True),
        ("021271001", False),
        ("0512250001", True),
        ("05122500011", False),
        ("0992410001", True),
        ("09924100011", False),
        ("03001000001", False),
        ("111100200", True),
        ("051111100200", True),
        ("080010001", True),
    ],
)
def test_digits_fit_the_area(number: str, valid, *, is_valid: bool):
    assert valid("PK_LANDLINE_NUMBER")([number]) == [is_valid]


def test_a_mobile_number_is_never_a_fixed_line_number(value):
    cells = ["03001000001", "0300-1000001", "+923001000001", "3001000001", "92-0300-1000001", "00923001000001"]

    assert value("PK_LANDLINE_NUMBER")(cells) == [None] * len(cells)


@pytest.mark.parametrize(("number", "code"), [("0501222222", None), ("05811222222", "05811"), ("04235710001", "042")])
def test_area_code_is_the_listed_one(number: str, code: str | None, rules):
    assert pl.select(landline.area_code(pl.lit(number), rules)).item() == code


def test_parts_of_a_number(parts):
    assert parts("PK_LANDLINE_NUMBER", "0992410001") == {"area_code": "0992"}
