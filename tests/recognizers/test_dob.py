from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers import load
from triage.recognizers.dob import is_century_late
from triage.rules import load as load_rules

DATES = st.dates(dt.date(1927, 1, 1), dt.date(2026, 12, 31))
FORMS = [
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d-%b-%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%y",
    "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00Z", "%Y%m%d", "%d/%m/%y", "DOB: %d-%m-%Y, Lahore", "%b %d %Y",
]  # fmt: skip


@given(DATES, st.sampled_from(FORMS))
def test_every_written_form_gives_the_same_date(date: dt.date, form: str):
    recognizer = load(load_rules())["DATE_OF_BIRTH"]
    frame = pl.DataFrame({"cell": [date.strftime(form)]}).select(recognizer.value(pl.col("cell")).alias("v"))

    assert frame["v"].to_list() == [date.isoformat()]
    assert frame.select(recognizer.valid(pl.col("v"))).item()


@pytest.mark.parametrize(
    ("value_", "is_valid"),
    [
        ("1985-03-12", True),
        ("1985-02-31", False),
        ("1899-12-31", False),
        ("2027-01-01", False),
        ("1985", True),
        ("1785", False),
        (None, None),
    ],
)
def test_dates_are_of_the_calendar_and_of_the_living(value_: str | None, valid, *, is_valid: bool | None):
    assert valid("DATE_OF_BIRTH")([value_]) == [is_valid]


def test_day_stands_first_unless_only_the_month_can(value):
    cells = ["03/04/1985", "03/25/1985", "25/03/1985", "25/25/1985"]

    assert value("DATE_OF_BIRTH")(cells) == ["1985-04-03", "1985-03-25", "1985-03-25", "1985-25-25"]


@pytest.mark.parametrize(("cell", "year"), [("01/01/26", "2026"), ("01/01/27", "1927"), ("01/01/99", "1999")])
def test_two_digits_of_a_year_belong_to_the_nearer_century(cell: str, year: str, value):
    assert value("DATE_OF_BIRTH")([cell]) == [f"{year}-01-01"]


@pytest.mark.parametrize(
    "cell", ["2021-03-12 10:15 paid", "12/03/2021, 10:15 - Sana: hello", "123", "12/1985", "", None]
)
def test_other_dates_and_numbers_are_no_dates_of_birth(cell: str | None, value):
    assert value("DATE_OF_BIRTH")([cell]) == [None]


def test_year_is_a_part(parts):
    assert (parts("DATE_OF_BIRTH", "1985-03-12"), parts("DATE_OF_BIRTH", "1985")) == ({"year": "1985"},) * 2


@given(st.integers(1900, 2200))
def test_a_century_too_late_is_a_year_of_this_century_that_is_to_come(year: int):
    frame = pl.DataFrame({"dob": [f"{year}-02-19", str(year), None]})
    found = frame.select(is_century_late(pl.col("dob"), load_rules()))["dob"].to_list()

    assert found == [2026 < year < 2100, 2026 < year < 2100, None]
