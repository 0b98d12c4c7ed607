"""Rows that stand in quotes as a whole are rows of their cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.text.quoted_rows import are_quoted, unquoted

ROWS = [
    ("name", "cnic", "address"),
    *((f"Gulsher {i}", f"35202-12345{i:02}-1", f"House {i}, Lahore") for i in range(20)),
]


def lines(delimiter: str, after: str = "") -> str:
    """Return each row as a program writes it that took it for one cell."""
    made = io.StringIO()
    outer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator=f"{after}\n")
    for row in ROWS:
        inner = io.StringIO()
        csv.writer(inner, delimiter=delimiter, lineterminator="").writerow(row)
        outer.writerow([inner.getvalue()])
    return made.getvalue()


@pytest.mark.parametrize("after", ["", ";;", ",", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_cell_of_a_quoted_row_is_a_cell(delimiter: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(lines(delimiter, after), newline="")
    told = told_by(tmp_path / "a.csv", tmp_path / "spool")

    assert told.sources[0].columns == ROWS[0]
    assert told.rows == ROWS[1:]
    raw = (tmp_path / "a.csv").read_bytes()
    assert [raw[at + 1 : at + 8] for at in told.at] == [b"Gulsher"] * 20
    assert told.coverage.balances(told.evidence.size_bytes)


@pytest.mark.parametrize(
    "text",
    [
        '"House 5, Street 2, Lahore"\n' * 20,
        '"Hello, how are you"\n"I am fine, thanks"\n"Good, good"\n',
        '"a","b"\n"c","d"\n',
        '"name"\n"Sana"\n',
        '"Sana\nTariq",1\n',
        "name,cnic\n",
        "",
    ],
)
def test_other_texts_keep_their_quotes(text: str) -> None:
    assert not are_quoted(text)


@given(st.lists(st.text('ab",;', min_size=1), min_size=1))
def test_a_row_comes_back_as_it_was_quoted(rows: list[str]) -> None:
    quoted = "".join('"{}"\n'.format(row.replace('"', '""')) for row in rows)

    assert unquoted(quoted) == "".join(f"{row}\n" for row in rows)
