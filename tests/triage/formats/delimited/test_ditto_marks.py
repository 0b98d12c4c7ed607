"""A quote alone in the last cell of a row is that cell, and no begin of a cell over several lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.formats.delimited.ditto_marks import written_out

ROW = "Sana Tariq,35202-1234567-1,0300-1234567,-do-,"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("marks", [1, 2, 3, 20])
def test_each_row_with_a_mark_is_a_record(tmp_path: Path, end: str, marks: int) -> None:
    rows = ["Name,CNIC,Mobile,City,Branch", f"{ROW}Main", *[f'{ROW}"'] * marks, f"{ROW}Main", ""]
    (tmp_path / "list.csv").write_bytes(end.join(rows).encode())
    told = told_by(tmp_path / "list.csv", tmp_path)

    assert [row[-1] for row in told.rows] == ["Main", *['"'] * marks, "Main"]
    assert told.at[:3] == [len(rows[0]) + len(end) + at * len(f"{ROW}Main{end}") for at in (0, 1)] + [
        told.at[1] + len(f'{ROW}"{end}')
    ]
    assert told.coverage.balances(told.evidence.size_bytes)


CELLS = st.text(st.sampled_from('ab,"\n '), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_a_program_writes_stays_unless_a_cell_begins_with_a_line_that_is_a_row(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    marked = written_out(out.getvalue().encode(), b",", 3)
    is_hidden = any(row[2].startswith("\n") and row[2][1:].split("\n")[0].count(",") >= 2 for row in rows)

    assert is_hidden or marked == out.getvalue().encode()
