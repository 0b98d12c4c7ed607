"""Files with holes: what was written is read, in whatever place, and the whole is hashed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.triage.formats.conftest import told_by
from triage import find

HEAD = "name,cnic\n"
ROWS = [(f"Gulsher Bozdar {i}", f"35202-12345{i:02}-1") for i in range(20)]
HOLE = 1 << 27


def test_rows_on_both_sides_of_a_hole_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    first, last = ("".join(f"{a},{b}\n" for a, b in part) for part in (ROWS[:10], ROWS[10:]))
    with path.open("wb") as file:
        file.write((HEAD + first).encode())
        file.seek(HOLE)
        file.write(last.encode())
    told = told_by(path, tmp_path / "spool")

    assert told.rows == ROWS
    (top, *_) = find.evidence([path], tmp_path / "spool")
    assert top.is_container
    assert top.size_bytes == HOLE + len(last)
    assert top.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_is_all_hole_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(HOLE)

    assert [each.unread for each in find.evidence([path], tmp_path / "spool")] == ["", "empty"]


def test_a_file_that_pretends_to_more_than_can_be_hashed_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(1 << 40)

    assert [each.unread for each in find.evidence([path], tmp_path / "spool")] == ["sparse"]
