"""Sheets of SYLK and DIF give the rows that a program wrote into them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage.core.format_info import Claim
from triage.formats.sheet_exchange import _of_dif, _of_sylk, opens

ROWS = [("Sana Tariq", "35202-1234567-1", "3001234567", "House 1; Street 2, Lahore")] * 2 + [
    ("Omar Latif", "35202-7654321-3", "3011234567", 'Flat "B", Karachi')
]
HEADER = ("name", "cnic", "mobile", "address")
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=9)


def sylk(rows: list[tuple[str, ...]]) -> list[str]:
    """Return the lines of a SYLK sheet; only the first cell of a row says its row, as Excel writes."""
    lines = ["ID;PWXL;N;E", "P;PGeneral", "F;W1 1 20"]
    for y, row in enumerate(rows, 1):
        for x, cell in enumerate(row, 1):
            value = cell if cell.isdigit() else '"' + cell.replace(";", ";;") + '"'
            lines.append(f"C;{f'Y{y};' if x == 1 else ''}X{x};K{value}")
    return [*lines, "E"]


def dif(rows: list[tuple[str, ...]]) -> list[str]:
    """Return the lines of a DIF sheet."""
    lines = ["TABLE", "0,1", '"EXCEL"', "VECTORS", "0,4", '""', "TUPLES", f"0,{len(rows)}", '""', "DATA", "0,0", '""']
    for row in rows:
        lines += ["-1,0", "BOT"]
        for cell in row:
            quoted = '"' + cell.replace('"', '""') + '"'
            lines += [f"0,{cell}", "V"] if cell.isdigit() else ["1,0", quoted]
    return [*lines, "-1,0", "EOD"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("form", "name"), [(sylk, "a.slk"), (dif, "a.dif"), (sylk, "a.csv")])
def test_a_sheet_gives_its_rows(form, name: str, end: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(end.join([*form([HEADER, *ROWS]), ""]).encode())
    told = told_by(tmp_path / name, tmp_path)

    assert told.sources[0].columns == HEADER
    assert told.rows == ROWS
    assert told.coverage.balances(told.evidence.size_bytes)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5))
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    assert list(_of_dif(dif(rows))) == [list(row) for row in rows]
    assert list(_of_sylk(sylk(rows))) == [list(row) for row in rows]


@pytest.mark.parametrize("form", [sylk, dif])
def test_lines_that_are_no_record_are_rows(form) -> None:
    read = _of_sylk if form is sylk else _of_dif

    assert ["0300-1234567 was added"] in list(read([*form(ROWS), "0300-1234567 was added"]))


def test_a_cell_at_a_place_that_no_sheet_has_is_a_row() -> None:
    line = 'C;Y1;X999999999;K"35202-1234567-1"'

    assert list(_of_sylk(["ID;P", line])) == [[line]]


@pytest.mark.parametrize("head", [b"ID;NAME;CNIC\n1;Sana;2\n", b"TABLE\nname,cnic\n", b"ID;P", b""])
def test_other_files_are_not_claimed(head: bytes) -> None:
    assert opens(head, "a.slk") == Claim.NONE
