"""Sheets in a file of their own, made here record by record."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.triage.formats.conftest import told_by
from triage import find, read
from triage.core.errors import EvidenceError


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: bytes) -> bytes:
    """As scripts of web sites write it: a cell of Excel 3 to 5."""
    return record(0x0204, struct.pack("<4H", row, column, 0, len(text)) + text)


BEGIN = record(0x0809, struct.pack("<4H", 0, 0x10, 0, 0))
END = record(0x000A, b"")


def exported(rows: int) -> bytes:
    cells = b"".join(
        label(i, 0, f"35202-{i:07}-1".encode())
        + record(0x0203, struct.pack("<3Hd", i, 1, 0, 3001234567.0 + i))
        + label(i, 2, "لاہور".encode())
        for i in range(1, rows)
    )
    return BEGIN + label(0, 0, b"cnic") + label(0, 1, b"mobile") + label(0, 2, b"city") + cells + END


def test_an_export_of_a_web_site_is_read(tmp_path: Path) -> None:
    (tmp_path / "users.xls").write_bytes(exported(30))
    told = told_by(tmp_path / "users.xls", tmp_path)

    assert told.sources[0].columns == ("cnic", "mobile", "city")
    assert told.rows == [(f"35202-{i:07}-1", str(3001234567 + i), "لاہور") for i in range(1, 30)]
    assert told.at == list(range(1, 30))
    assert told.coverage.balances(told.evidence.size_bytes)
    assert not told.coverage.reasons


def test_cells_of_every_kind_of_excel_2_are_read(tmp_path: Path) -> None:
    at = lambda column: struct.pack("<2H", 5, column) + b"\0\0\0"  # noqa: E731
    cells = [
        record(0x0042, struct.pack("<H", 1256)),
        record(0x0002, at(0) + struct.pack("<H", 42)),
        record(0x0003, at(1) + struct.pack("<d", 2.5)),
        record(0x0004, at(2) + b"\x03" + "علي".encode("cp1256")),
        record(0x0005, at(3) + b"\x01\0"),
        record(0x0001, at(4)),
        record(0x0006, at(5) + b"\0\0\0\0\0\0\xff\xff" + b"\0\0"),
        record(0x0007, b"\x04SANA"),
        record(0x0006, at(6) + struct.pack("<d", 7.0) + b"\0\0"),
    ]
    (tmp_path / "a.xls").write_bytes(record(0x0009, struct.pack("<2H", 2, 0x10)) + b"".join(cells) + END + bytes(64))
    told = told_by(tmp_path / "a.xls", tmp_path)

    assert told.rows == [("42", "2.5", "علي", "TRUE", None, "SANA", "7")]
    assert told.at == [5]
    assert not told.coverage.reasons


@pytest.mark.parametrize(
    ("packed", "text"),
    [((123 << 2) | 2, "123"), ((-7 & 0x3FFFFFFF) << 2 | 2, "-7"), ((12345 << 2) | 3, "123.45"), (0x3FF00000, "1")],
)
def test_packed_numbers_are_the_digits_typed(packed: int, text: str, tmp_path: Path) -> None:
    cells = record(0x00BD, struct.pack("<3HIHIH", 0, 0, 0, packed, 0, packed, 1))
    (tmp_path / "a.xls").write_bytes(BEGIN + cells + record(0x027E, struct.pack("<3HI", 0, 2, 0, packed)) + END)

    assert told_by(tmp_path / "a.xls", tmp_path).rows == [(text, text, text)]


def test_rows_before_damage_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(exported(30)[:-200])
    told = told_by(tmp_path / "a.xls", tmp_path)

    assert told.rows[:20] == [(f"35202-{i:07}-1", str(3001234567 + i), "لاہور") for i in range(1, 21)]
    assert told.coverage.reasons["damaged_spreadsheet"].count == told.coverage.breaks == 1


def test_a_bare_sheet_of_excel_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(record(0x0809, struct.pack("<8H", 0x600, 0x10, 0, 0, 0, 0, 0, 0)) + END)
    (item,) = find.evidence([tmp_path / "a.xls"], tmp_path)

    with pytest.raises(EvidenceError, match="unsupported:excel_8_alone"):
        list(read.identify(item))
