"""SQLite: written by `sqlite3`, damaged by Hypothesis; the shared cases are in test_tables."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from tests.triage.formats.damage import CASES, damaged
from triage.core.errors import EvidenceError

texts = st.none() | st.text(st.characters(exclude_categories=("Cs",), include_characters="علی\"'\n\0;,"), max_size=12)
numbers = st.none() | st.integers(-(2**63), 2**63 - 1)
tables = st.lists(st.tuples(texts, numbers), min_size=1, max_size=15)
ROWS = [(f"35202-10{i:05}-1", f"علی رضا {i}") for i in range(2000)]
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(path: Path, *statements: str, rows: list[tuple[object, ...]] = ROWS, table: str = "people") -> Path:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        marks = ", ".join("?" * len(rows[0])) if rows else ""
        connection.executemany(f'insert into "{table}" values ({marks})', rows)
        connection.commit()
    return path


@pytest.mark.parametrize("more", ["", " without rowid"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16le", "utf-16be"])
@given(rows=tables)
@quiet
def test_rows_are_read_back(tmp_path: Path, more: str, encoding: str, rows: list[tuple[object, ...]]) -> None:
    numbered = [(i, *row) for i, row in enumerate(rows)]
    path = made(
        tmp_path / "a.db",
        f"pragma encoding = '{encoding}'",
        f"create table people (id integer primary key, name text, n){more}",
        rows=numbered,
    )

    told = told_by(path, tmp_path)
    assert told.rows == [tuple(None if cell is None else str(cell) for cell in row) for row in numbered]
    assert not told.coverage.reasons
    assert told.coverage.balances(path.stat().st_size)


def test_computed_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table t (a, b as (a || '!') virtual, c as (a || '?') stored)")
        connection.execute("insert into t values ('x')")
        connection.commit()

    assert told_by(path, tmp_path).rows == [("x", "x!", "x?")]


def test_bad_utf8_is_escaped_and_counted(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "create table people (a)", rows=[("good",)])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("insert into people values (cast(x'61ff62' as text))")
        connection.commit()

    told = told_by(path, tmp_path)
    assert told.rows == [("good",), ("a\\xffb",)]
    assert told.coverage.reasons["bad_utf8"].count == 1


def test_views_and_virtual_tables_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "create view v as with recursive r(x) as (select 1 union all select x from r) select x from r"
        )
        connection.execute("create virtual table f using fts5(note)")
        connection.execute("insert into f values ('پیغام')")
        connection.commit()

    told = told_by(path, tmp_path)
    assert {source.table for source in told.sources} >= {"f_content"}
    assert not {"v", "f"} & {source.table for source in told.sources}
    content = told.frames[[source.table for source in told.sources].index("f_content")]
    assert "پیغام" in content["1"].to_list()


def test_noise_named_as_a_database_is_an_encrypted_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(random.Random(1).randbytes(65_536))

    with pytest.raises(EvidenceError, match="encrypted"):
        told_by(path, tmp_path)


def test_names_of_tables_and_columns_may_be_anything(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.db", 'create table "a ""b"" پ" ("x y" text, "_rowid_" text)', rows=[("1", "2")], table='a ""b"" پ'
    )

    told = told_by(path, tmp_path)
    assert told.sources[0].columns == ("x y", "_rowid_")
    assert told.rows == [("1", "2")]


def wreck(path: Path, start: float, size: int) -> None:
    data = bytearray(path.read_bytes())
    at = int(len(data) * start) // 4096 * 4096
    data[at : at + size] = b"\xff" * len(data[at : at + size])
    path.write_bytes(data)


def test_rows_behind_a_damaged_page_are_salvaged_once(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "create table people (cnic text, name text)")
    wreck(path, 0.5, 4096)

    told = told_by(path, tmp_path)
    assert 1850 < len(told.rows) < 2000
    assert len(set(told.rows)) == len(told.rows)
    assert set(told.rows) <= set(ROWS)
    assert told.coverage.reasons["damaged_database"].count >= 1
    assert told.coverage.reasons["salvaged_rows"].count > 500
    assert told.coverage.balances(path.stat().st_size)


def test_rows_whose_tree_lost_its_root_are_salvaged(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "create table people (cnic text, name text)")
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert set(told.rows) == set(ROWS)
    assert told.coverage.balances(path.stat().st_size)


def test_rows_are_salvaged_where_the_catalogue_is_lost(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "create table people (cnic text, name text)")
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert told.sources[0].table == "(rows without a table)"
    assert set(told.rows) == set(ROWS)
    assert told.coverage.balances(path.stat().st_size)


def test_long_cells_are_salvaged_with_their_overflow(tmp_path: Path) -> None:
    rows = [(f"{i}", "ی" * 20_000) for i in range(40)]
    path = made(tmp_path / "a.db", "create table people (cnic text, name text)", rows=rows)
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)

    told = told_by(path, tmp_path)
    assert set(told.rows) <= set(rows)
    assert told.coverage.reasons["damaged_database"].count >= 1


def test_a_cut_database_keeps_what_stands_before_the_cut(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "create table people (cnic text, name text)")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    told = told_by(path, tmp_path)
    assert 500 < len(told.rows) < 2000
    assert "damaged_database" in told.coverage.reasons
    assert told.coverage.balances(path.stat().st_size)


def test_a_message_that_quotes_strange_bytes_is_damage_too(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "create table people (cnic text, name text)")
    path.write_bytes(path.read_bytes().replace(b"people (cnic", b"people \xc1cnic"))

    told = told_by(path, tmp_path)
    assert len(told.rows) > 500
    assert told.coverage.balances(path.stat().st_size)


@given(change=damaged())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=CASES)
def test_damage_is_a_reason_or_balances(tmp_path: Path, change) -> None:
    whole = tmp_path / "whole.db"
    if not whole.exists():
        made(whole, "create table people (cnic text, name text)", "create table other (a, b)", rows=ROWS[:300])
    path = tmp_path / "a.db"
    path.write_bytes(change(whole.read_bytes()))
    try:
        told = told_by(path, tmp_path)
    except EvidenceError:
        return
    assert told.coverage.balances(path.stat().st_size)


def test_text_in_blobs_is_read_and_what_is_too_long_is_told(tmp_path: Path) -> None:
    cells = [("35202-1234567-1 علی".encode("utf-16-le"),), (b"\x94\xff35202-1234568-3\0",), (b"y" * ((1 << 20) + 1),)]
    told = told_by(made(tmp_path / "a.db", "create table people (data blob)", rows=cells), tmp_path)

    assert told.frames[0]["0"].to_list()[:2] == ["35202-1234567-1 علی", "35202-1234568-3"]
    assert told.coverage.reasons["cell_cut"].count == 1


@pytest.mark.parametrize("kind", ["fts4", "fts5"])
def test_a_full_text_index_is_read_once_by_its_texts(kind: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        database.execute(f"create virtual table people using {kind}(name, cnic)")
        database.execute("create table people_data2 (name)")
        database.executemany("insert into people values (?, ?)", [(f"Sana Tariq {i}", f"{i}") for i in range(9)])
        database.commit()
    told = told_by(tmp_path / "a.db", tmp_path)

    assert [source.table for source in told.sources] == ["people_content", "people_data2"]
    assert told.frames[0].height == 9
    assert told.coverage.balances(told.evidence.size_bytes)


def test_a_full_text_index_without_its_texts_is_read(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        database.execute("create virtual table people using fts5(name, content='')")
        database.execute("insert into people (rowid, name) values (1, 'Sana Tariq')")
        database.commit()

    assert "people_data" in {source.table for source in told_by(tmp_path / "a.db", tmp_path).sources}
