"""The file of a case: what is damaged, foreign or of another version is one clear line."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from triage.core.errors import CaseError
from triage.core.journal import LAYOUT, OLDEST_LAYOUT, Journal, seal

SCHEMA = """
create table told (name text primary key, body text, seal text);
create table audit (seq integer primary key, utc text, action text, body text, link text);
"""
ROWS = [(f"name {i}", "x" * 200, seal(f"name {i}", "x" * 200)) for i in range(100)]


def written(file: Path) -> Path:
    journal = Journal(file, SCHEMA)
    with journal.transaction():
        journal.put("insert into told values (?, ?, ?)", ROWS)
    journal.close()
    return file


def test_what_was_written_is_read(tmp_path: Path) -> None:
    journal = Journal(written(tmp_path / "case.db"))

    assert journal.sealed("select * from told order by name") == [row[:2] for row in sorted(ROWS)]


def test_a_flipped_bit_is_told_or_changes_nothing(tmp_path: Path) -> None:
    whole = written(tmp_path / "case.db").read_bytes()
    draw = random.Random(7)
    said = []
    for number in range(60):
        bit = draw.randrange(len(whole) * 8)
        file = tmp_path / f"{number}.db"
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        file.write_bytes(damaged)
        said.append(answer(file))

    assert set(said) <= {"the same", "told"}
    assert said.count("told") > 30


def answer(file: Path) -> str:
    try:
        same = Journal(file).sealed("select * from told order by name") == [row[:2] for row in sorted(ROWS)]
    except CaseError as error:
        return "told" if "\n" not in str(error) else "told in several lines"
    return "the same" if same else "another"


@pytest.mark.parametrize("content", [b"no journal at all, only text " * 100, b"SQLite format 3\x00"])
def test_what_is_no_journal_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "case.db").write_bytes(content)

    with pytest.raises(CaseError, match=r"damaged|no case"):
        Journal(tmp_path / "case.db")


def test_a_foreign_database_is_no_case(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "case.db") as foreign:
        foreign.execute("create table t (x)")
    foreign.close()

    with pytest.raises(CaseError, match="no case of this program"):
        Journal(tmp_path / "case.db")


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (OLDEST_LAYOUT - 1, "older version of this program .*: scan its evidence again into a new case"),
        (LAYOUT + 1, "newer version of this program .*: open it with that"),
    ],
)
def test_a_journal_of_a_layout_that_is_not_read_says_what_to_do(tmp_path: Path, layout: int, said: str) -> None:
    with sqlite3.connect(written(tmp_path / "case.db")) as base:
        base.execute(f"pragma user_version = {layout}")
    base.close()

    with pytest.raises(CaseError, match=said):
        Journal(tmp_path / "case.db")


def test_a_journal_of_the_oldest_layout_is_read(tmp_path: Path) -> None:
    with sqlite3.connect(written(tmp_path / "case.db")) as base:
        base.execute(f"pragma user_version = {OLDEST_LAYOUT}")
    base.close()

    assert Journal(tmp_path / "case.db").layout == OLDEST_LAYOUT
