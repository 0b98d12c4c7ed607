"""Arrays as rows, one a line or one behind the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.triage.formats.json.told import tables

ROWS = [[f"Gulsher Bozdar {chr(65 + i)}", f"35202-12345{i:02}-1", f"0300-12345{i:02}"] for i in range(9)]
NAMES = ["name", "cnic", "mobile"]


def lines(*values: object, end: str = "\n") -> str:
    return "".join(json.dumps(each) + end for each in values)


@pytest.mark.parametrize("name", ["dump.jsonl", "dump.json", "dump.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_arrays_are_rows_below_their_names(name: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(lines(NAMES, *ROWS, end=end).encode())

    assert tables(path) == {"": [dict(zip(NAMES, row, strict=True)) for row in ROWS]}


@pytest.mark.parametrize("end", ["\n", ""])
def test_arrays_without_names_are_rows(end: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(lines(*ROWS, end=end))

    assert tables(path) == {"": [{f"[{i}]": cell for i, cell in enumerate(row)} for row in ROWS]}


def test_objects_and_arrays_stand_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(lines({"name": "a", "id": 1}, ["row", *ROWS[0]], {"name": "b", "id": 2}, ["row", *ROWS[1], 7]))

    (rows,) = tables(path).values()

    assert rows[::2] == [{"name": "a", "id": "1"}, {"name": "b", "id": "2"}]
    assert [list(row.values())[1:] for row in rows[1::2]] == [ROWS[0], [*ROWS[1], "7"]]


def test_a_row_longer_than_its_names_keeps_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(lines(NAMES, *ROWS[:3], [*ROWS[3], "remark"]))

    (rows,) = tables(path).values()

    assert rows[0] == dict(zip(NAMES, ROWS[0], strict=True))
    assert list(rows[3].values()) == [*ROWS[3], "remark"]
