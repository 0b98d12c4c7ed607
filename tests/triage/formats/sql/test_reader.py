from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.formats.conftest import told_by
from triage import read
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim
from triage.formats.sql import reader as sql
from triage.formats.sql import statements
from triage.formats.sql.literals import PLAIN, SIMPLE_TUPLE, SLASHED, simple_values, value, value_pattern
from triage.formats.sql.statements import walk


def insert(rows: int, each: int) -> str:
    values = [f"({i},'na\\'me {i}','(x),({i}')" for i in range(rows)]
    return "".join(
        f"INSERT INTO `t` VALUES {','.join(values[start : start + each])};\n" for start in range(0, rows, each)
    )


def copy(rows: int) -> str:
    lines = "".join(f"{i}\tname {i}\n" for i in range(rows))
    return f"-- PostgreSQL database dump\nCOPY public.t (a, b) FROM stdin;\n{lines}\\.\n"


DUMPS = {
    "many statements": "-- MySQL dump\nCREATE TABLE `t` (`a` int, `b` text, `c` text);\n" + insert(3_000, 20),
    "one statement": "-- MySQL dump\nCREATE TABLE `t` (`a` int, `b` text, `c` text);\n" + insert(3_000, 3_000),
    "one copy": copy(5_000),
    "a tail": "-- MySQL dump\n" + insert(3_000, 3_000) + "CREATE TABLE u (x int);\nINSERT INTO u VALUES (7);\n",
}


@pytest.mark.parametrize("window", [5_000, 20_011, 60_000])
@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS)
def test_windows_change_nothing(dump: str, window: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.sql"
    path.write_text(dump)
    whole = told_by(path, tmp_path)
    monkeypatch.setattr(statements, "WINDOW", window)
    monkeypatch.setattr(statements, "CHUNK_BYTES", 4_000)
    cut = told_by(path, tmp_path)

    assert cut.rows == whole.rows
    assert cut.coverage == whole.coverage
    assert whole.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(
    "unit", ["'", "\\", "(", "--", "INSERT INTO t VALUES (", "/*", "''", "$$", "),(", "(/*", "(1,--", "'a' ", "*/(#\n"]
)
def test_nothing_that_comes_again_and_again_takes_long(unit: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    path.write_text("INSERT INTO t VALUES (1,'x');\n" + unit * (300_000 // len(unit)))

    assert told_by(path, tmp_path).coverage.balances(path.stat().st_size)


@pytest.mark.parametrize(("head", "reason"), [(b"PGDMP\x01\x0e", "postgresql"), (b"TAPE\0\0", "sql_server")])
def test_binary_dumps_are_named(head: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    path.write_bytes(head + random.Random(1).randbytes(500))

    with pytest.raises(EvidenceError, match=f"unsupported:{reason}"):
        told_by(path, tmp_path)


ORACLE = """INSERT ALL
  INTO people (name, born) VALUES ('Sana', TO_DATE('1990-01-02', 'YYYY-MM-DD'))
  INTO people (name, born) VALUES ('Bilal', TO_DATE('1991-01-02', 'YYYY-MM-DD'))
SELECT * FROM dual;
Insert into SCOTT.people (NAME,BORN) values ('Nasreen',to_date('03-JAN-92','DD-MON-RR'));
"""


def test_inserts_of_oracle_are_records(tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    path.write_text(ORACLE)
    told = told_by(path, tmp_path)

    assert {row[:2] for row in told.rows} == {
        ("Sana", "1990-01-02"), ("Bilal", "1991-01-02"), ("Nasreen", "03-JAN-92"),
    }  # fmt: skip
    assert told.coverage.balances(path.stat().st_size)


def test_hexadecimal_literals_are_the_text_that_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    path.write_text("INSERT INTO t VALUES (X'53616e61',0x53616e61,x'ff00');\n" * 2)

    assert told_by(path, tmp_path).rows[0] == ("Sana", "Sana", "0xff00")


MYSQL = "-- MySQL dump\n"
POSTGRES = "-- PostgreSQL database dump\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (MYSQL + 'INSERT INTO t VALUES (1,"a ""b"" it\'s; x",\'c\');', [("1", 'a "b" it\'s; x', "c")]),
        (MYSQL + "INSERT LOW_PRIORITY INTO t VALUES (1,CONCAT('a','b'));", [("1", "ab")]),
        (POSTGRES + "INSERT INTO t VALUES (1,E'a\\'b\\n','c\\');\n", [("1", "a'b\n", "c\\")]),
        (POSTGRES + "INSERT INTO t OVERRIDING SYSTEM VALUE VALUES (1,U&'d\\0061t');", [("1", "dat")]),
        (POSTGRES + "INSERT INTO t VALUES (1,$$it's$$,'x'::character varying(9));", [("1", "it's", "x")]),
        ("INSERT INTO t VALUES (1,q'[O'Neil; x]',DATE '2020-01-01');", [("1", "O'Neil; x", "2020-01-01")]),
        ("INSERT INTO t VALUES (1,'a'||chr(10)||'b',to_date('1-1-90','D-M-Y'));", [("1", "a\nb", "1-1-90")]),
        ("PRAGMA foreign_keys=OFF;\nINSERT INTO t VALUES(1,unistr('a\\u000ab'));", [("1", "a\nb")]),
        ("INSERT INTO t VALUES (1,f('a','b'));", [("1", "f('a','b')")]),
    ],
)
def test_literals_of_every_server_are_the_text_they_stand_for(
    text: str, rows: list[tuple[str, ...]], tmp_path: Path
) -> None:
    (tmp_path / "dump.sql").write_text(text)
    told = told_by(tmp_path / "dump.sql", tmp_path)

    assert told.rows == rows
    assert not told.coverage.reasons


def test_cells_stand_under_the_columns_that_a_statement_names(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_text(
        "CREATE TABLE t (id int, name text, cnic text);\nINSERT INTO t (cnic, id) VALUES ('35202-1', 1);\n"
        "INSERT INTO t VALUES (2, 'B', '35202-2');\nINSERT INTO t (id, town) VALUES (3, 'Lahore');\n"
    )
    told = told_by(tmp_path / "dump.sql", tmp_path)

    assert told.sources[0].columns == ("id", "name", "cnic", "town")
    assert told.rows[0] == ("1", None, "35202-1", None)
    assert told.rows[1][:3] == ("2", "B", "35202-2")
    assert told.rows[2] == ("3", None, None, "Lahore")


@pytest.mark.parametrize("window", [300, 16_000_000])
def test_windows_keep_the_columns_that_a_statement_names(
    window: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = ",\n".join(f"('35202-{i}',{i})" for i in range(200))
    (tmp_path / "dump.sql").write_text(
        f"CREATE TABLE t (id int, cnic text);\nINSERT INTO t (cnic, id) VALUES {values};\n"
    )
    monkeypatch.setattr(statements, "WINDOW", window)

    assert told_by(tmp_path / "dump.sql", tmp_path).rows == [(str(i), f"35202-{i}") for i in range(200)]


def test_a_table_of_one_name_in_two_databases_is_two(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_text(
        MYSQL + "USE a;\nCREATE TABLE `t` (`id` int, `x` text);\nINSERT INTO `t` VALUES (1,'a');\n"
        "USE b;\nCREATE TABLE `t` (`y` text);\nINSERT INTO `t` VALUES ('b');\n"
    )
    told = told_by(tmp_path / "dump.sql", tmp_path)

    assert [(each.table, each.columns) for each in told.sources] == [("t", ("id", "x")), ("t (2)", ("y",))]
    assert [frame.drop("at").rows() for frame in told.frames] == [[("1", "a")], [("b",)]]


def test_copies_of_csv_are_read_by_its_rules(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_text(
        POSTGRES + 'COPY t (a, b) FROM stdin WITH (FORMAT csv, HEADER);\na,b\n1,"x, ""y""\nz"\n2,\n\\.\n'
    )
    told = told_by(tmp_path / "dump.sql", tmp_path)

    assert told.rows == [("1", 'x, "y"\nz'), ("2", None)]


def test_statements_that_hold_data_are_texts(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_text("INSERT INTO t VALUES (1,'x');\nUPDATE t SET cnic='35202-1' WHERE id=1;\n")
    told = told_by(tmp_path / "dump.sql", tmp_path)

    assert told.sources[1].is_text
    assert told.frames[1]["0"].to_list() == ["UPDATE t SET cnic='35202-1' WHERE id=1;"]


def test_letters_of_windows_are_letters(tmp_path: Path) -> None:
    (tmp_path / "dump.sql").write_bytes("INSERT INTO t VALUES (1,'علي خان لاهور');\n".encode("cp1256") * 3)

    assert told_by(tmp_path / "dump.sql", tmp_path).rows == [("1", "علي خان لاهور")] * 3


def test_a_database_with_statements_in_its_catalogue_is_no_dump() -> None:
    assert sql.claims(b"SQLite format 3\0" + b"\0" * 90 + b"\nCREATE TABLE t (a)", "s.db") == Claim.NONE


def test_statements_behind_many_empty_lines_are_claimed_and_empty_lines_are_not() -> None:
    empty = b"\n \t\n" * 40_000

    assert sql.claims(empty + b"  INSERT INTO t VALUES (1);", "a.txt") == Claim.SIGNATURE
    assert sql.claims(empty + b"x", "a.txt") == Claim.NONE


def test_what_follows_a_statement_of_its_own_is_no_more_of_the_records_before():
    text = "INSERT INTO t VALUES (1,'a');\nUPDATE t SET b = 'x';\nnoise and more;\n"
    tables, strange = walk(text, slashed=True)
    ranges = sorted((start, stop) for table in tables.values() for start, stop, _ in table.ranges)

    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    assert strange > 0


def test_tables_that_take_turns_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "turns.sql"
    path.write_text("".join(f"INSERT INTO {'aab'[i % 3]} VALUES ('n{i}','v, {i}');\n" for i in range(6_000)))
    told = told_by(path, tmp_path)

    assert [source.table for source in told.sources] == ["a", "b"]
    assert told.rows == [(f"n{i}", f"v, {i}") for i in range(6_000) if i % 3 < 2]
    assert len(list(read.split(told.sources[0]))) == 1
    assert told.coverage.balances(path.stat().st_size)


_SIMPLE_CELLS = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15).map(str),
    st.text(st.characters(exclude_characters="'\\", exclude_categories=["Cs"]), max_size=12).map(
        lambda text: f"'{text}'"
    ),
)


@given(cells=st.lists(_SIMPLE_CELLS, min_size=1, max_size=6), slashed=st.booleans())
def test_simple_tuples_are_read_as_values_one_by_one(*, cells: list[str | None], slashed: bool) -> None:
    written = "(" + ", ".join("NULL" if cell is None else cell for cell in cells) + ")"
    pattern = value_pattern(SLASHED if slashed else PLAIN)
    at, slowly = 1, []
    while at < len(written):
        found = pattern.match(written, at)
        assert found
        slowly.append(value(found, slashed=slashed))
        at = found.end()

    assert SIMPLE_TUPLE.fullmatch(written)
    assert simple_values(written) == slowly
