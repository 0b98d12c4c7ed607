"""Tables below each other: which rows begin another one, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.records.stacked_tables import MOST_KINDS, Stack, Stacked

NAMES = ("Ahmed Raza", "Sana Tariq", "Bilal Khan", "Hina Butt")
FIRST = ("Name", "CNIC", "Mobile")
PEOPLE = [(name, f"35202-12345{i:02}-1", f"0300-12345{i:02}") for i, name in enumerate(NAMES)]
SECOND = ("Mobile", "Name", "City")
OTHERS = [(f"0301-76543{i:02}", name, "Lahore") for i, name in enumerate(NAMES)]


def told(rows: Sequence[Sequence[str]]) -> list[Stacked]:
    return list(Stack().rows(enumerate(rows)))


def kinds(rows: Sequence[Sequence[str]]) -> list[int]:
    return [row.kind for row in told(rows)]


def headers(rows: Sequence[Sequence[str]]) -> list[int]:
    return [row.at for row in told(rows) if row.is_header]


@pytest.mark.parametrize(
    "between", [[], [("", "", "")], [("", "", ""), ("List 2", "", "")]], ids=["none", "empty", "title"]
)
def test_another_header_begins_another_table(between: list[tuple[str, ...]]) -> None:
    rows = [FIRST, *PEOPLE, *between, SECOND, *OTHERS]

    at = rows.index(SECOND)
    assert headers(rows) == [at]
    assert kinds(rows)[-5:] == [1] * 5
    assert not any(kinds(rows)[:5])


def test_tables_with_the_same_columns_are_of_one_kind() -> None:
    rows = [FIRST, *PEOPLE, SECOND, *OTHERS, ("NAME", "cnic", "mobile"), *PEOPLE]

    assert kinds(rows) == [0] * 5 + [1] * 5 + [0] * 5
    assert headers(rows) == [5, 10]


def test_a_table_without_header_ends_at_the_header_of_the_next() -> None:
    assert headers([*PEOPLE, SECOND, *OTHERS]) == [4]


def test_behind_an_empty_row_one_word_of_headers_is_enough() -> None:
    odd = ("Sr", "Party Name", "Mobile")
    rows = [("1", "Zahoor Traders", "0300-1234567"), ("2", "Nadeem & Co", "0300-1234568")]

    assert headers([FIRST, *PEOPLE, ("",), odd, *rows]) == [6]
    assert headers([FIRST, *PEOPLE, odd, *rows]) == []


@pytest.mark.parametrize(
    "rows",
    [
        [("Staff of Lahore", "", ""), FIRST, *PEOPLE],
        [("Name", "CNIC"), ("نام", "شناختی کارڈ"), *(row[:2] for row in PEOPLE)],
        [("Field", "Title", "Type"), ("name", "Name", "text"), ("cnic", "CNIC", "text"), ("city", "City", "text")],
        [("Name", "", "CNIC", ""), ("Mobile", "", "City", ""), ("Name", "Ali Raza", "CNIC", "35202-1234567-1")],
        [FIRST, *PEOPLE, ("City", "", ""), ("Total", "4", "")],
        [FIRST, *PEOPLE, ("Name", "CNIC", "Mobile")],
        [FIRST, ("Mobile Zone", "35202-1234567-1", "0300-1234567"), *PEOPLE],
    ],
    ids=["title", "named twice", "list of fields", "empty form", "one cell", "header at the end", "shop"],
)
def test_what_begins_no_table(rows: list[tuple[str, ...]]) -> None:
    assert headers(rows) == []
    assert not any(kinds(rows))


def test_of_very_many_kinds_the_last_keeps_the_rest() -> None:
    words = ("Name", "CNIC", "Mobile", "City", "Address", "Father Name", "Email", "Gender")
    names = [(a, b) for a in words for b in words if a != b]
    rows = [row for pair in names for row in (pair, ("Ahmed Raza", "0300-1234567"))]

    assert len(names) > MOST_KINDS
    assert max(kinds(rows)) == MOST_KINDS - 1
    assert len(told(rows)) == len(rows)


@given(st.lists(st.sampled_from([FIRST, SECOND, ("",), ("List", ""), *PEOPLE, *OTHERS]), max_size=30))
def test_no_row_with_content_is_lost_and_the_order_stays(rows: list[tuple[str, ...]]) -> None:
    assert [row.at for row in told(rows)] == [at for at, row in enumerate(rows) if any(row)]


def test_rows_before_damage_are_given() -> None:
    def cut() -> Iterator[tuple[int, Sequence[str]]]:
        yield from enumerate([FIRST, *PEOPLE])
        raise OSError(5)

    given = list[Sequence[str]]()
    with pytest.raises(OSError, match="5"):
        given.extend(row.cells for row in Stack().rows(cut()))
    assert given == [FIRST, *PEOPLE]
