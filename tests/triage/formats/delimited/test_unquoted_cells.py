"""Cells that hold the delimiter without quotes are one cell, and the header is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.formats.delimited.unquoted_cells import joined, unquoted_column

HOMES = [
    "House 5, Jinnah Road, Quetta",
    "Flat 1, Block 3, Gulshan, Karachi",
    "Chak 5, Okara",
    "House 9, Street 2, F-8, Islamabad",
]
HEADS = [
    ("Name", "Father", "CNIC", "Mobile", "Address"),
    ("Name", "Address", "CNIC", "Mobile"),
    ("Address", "Name", "CNIC"),
    ("CNIC", "Address", "Remarks"),
]


def row(head: tuple[str, ...], i: int) -> tuple[str, ...]:
    cells = {"Name": f"Gulsher{' Khan' * (i % 3)}", "Father": "Aslam Dar", "Remarks": "paid", "Address": HOMES[i % 4]}
    return tuple(cells.get(name, f"35202-12345{i:02}-1" if name == "CNIC" else f"0300-12345{i:02}") for name in head)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("head", HEADS)
def test_the_surplus_belongs_to_the_address(head: tuple[str, ...], end: str, tmp_path: Path) -> None:
    rows = [row(head, i) for i in range(20)]
    text = end.join(",".join(each) for each in [head, *rows]) + end
    (tmp_path / "a.csv").write_bytes(text.encode())
    told = told_by(tmp_path / "a.csv", tmp_path)

    assert told.sources[0].columns == head
    assert told.rows == rows
    assert [text[at:].startswith(",".join(each)) for at, each in zip(told.at, rows, strict=True)] == [True] * 20
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize(
    "rows",
    [
        [["name", "cnic", "city"], *([["Sana", "1", "Lahore"]] * 9)],
        [["name", "cnic", "city"], *([["7", "Sana", "1", "Lahore"]] * 9)],
        [["name", "cnic", "city"], *([["Sana", "1", "Lahore"]] * 9), ["a", "b", "c", "d"]],
        [["Sana", "1", "Lahore"], *([["Ali", "2", "House 5", "Lahore", "x"]] * 9)],
        [["name", "cnic"], ["Sana", "1", "2"]],
        [],
    ],
)
def test_other_tables_are_as_wide_as_their_rows(rows: list[list[str]]) -> None:
    assert unquoted_column(rows) is None


@given(st.lists(st.text("ab 9"), min_size=3, max_size=9), st.integers(0, 2))
def test_nothing_of_a_row_is_lost(fields: list[str], column: int) -> None:
    cells = joined(fields, 3, column, ",")

    assert len(cells) == 3
    assert ",".join(cells) == ",".join(fields)
