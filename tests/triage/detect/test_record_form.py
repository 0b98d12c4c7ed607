"""One row in two ways of writing is one record; rows of other people or other places are not."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.keys import Key
from triage.core.people import RECORD
from triage.detect.identities import of_rows
from triage.detect.record_form import compared, tight

ROW = {
    "name": "ALI RAZA",
    "cnic": "3520212345671",
    "address": "HOUSE NO 5, STREET 1-2, TOWN, LAHORE",
    "password": "aB-1",
}


def of(value: str) -> str:
    """Return a text as it is compared."""
    return str(pl.select(tight(pl.lit(value))).item())


def record(**fields: str | None) -> int:
    """Return the token of a row with these fields."""
    row = {**ROW, **fields}
    seen = pl.DataFrame({**{name: [value] for name, value in row.items()}, "cnic.valid": [True], ".at": [0]})
    return int(of_rows(seen, list(row), Key(bytes(32)))[RECORD].item())


@pytest.mark.parametrize(
    "other",
    [
        {"address": "HOUSE NO 5  STREET 1-2  TOWN  LAHORE"},
        {"address": "House No. 5; street # 1/2, Town - Lahore."},
        {"name": "Ali  Raza"},
        {"name": "ALI-RAZA", "cnic": "35202-1234567-1"},
    ],
)
def test_another_way_of_writing_is_the_same_record(other: dict[str, str]) -> None:
    assert record(**other) == record()


@pytest.mark.parametrize(
    "other",
    [
        {"address": "HOUSE NO 51, STREET 2, TOWN, LAHORE"},
        {"address": "HOUSE NO 5, STREET 12, TOWN, LAHORE"},
        {"address": None},
        {"name": "ALI REZA"},
        {"cnic": "3520212345673"},
        {"password": "ab-1"},
        {"password": "aB1"},
    ],
)
def test_another_value_is_another_record(other: dict[str, str | None]) -> None:
    assert record(**other) != record()


def test_vowel_signs_and_urdu_signs_do_not_count() -> None:
    assert of("مُحَمَّد علی, لاہور") == of("محمد علی  لاہور")


def test_null_stays_null_and_what_is_exact_stays() -> None:
    told = pl.DataFrame({"email": ["A.b@c.pk", None], "name": ["a b", None]}).select(
        compared("email"), compared("name")
    )

    assert told.rows() == [("A.b@c.pk", "AB"), (None, None)]


@given(st.lists(st.integers(0, 999), min_size=1, max_size=6), st.data())
def test_numbers_are_told_apart_whatever_stands_between(numbers: list[int], data: st.DataObject) -> None:
    signs = st.text(" ,.-/#", min_size=1, max_size=3)
    one, other = (str(numbers[0]) + "".join(data.draw(signs) + str(each) for each in numbers[1:]) for _ in range(2))

    assert of(one) == of(other) == "\x1e".join(map(str, numbers))
