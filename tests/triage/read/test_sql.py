from __future__ import annotations

import random
from pathlib import Path

import pytest

from triage.errors import EvidenceError
from triage.read import sql_dump, sql_statements

from .conftest import told_by


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
    for module in (sql_dump, sql_statements):
        monkeypatch.setattr(module, "WINDOW", window)
    monkeypatch.setattr(sql_statements, "CHUNK_BYTES", 4_000)
    cut = told_by(path, tmp_path)

    assert cut.rows == whole.rows
    assert cut.coverage == whole.coverage
    assert whole.coverage.balances(path.stat().st_size)


@pytest.mark.parametrize("unit", ["'", "\\", "(", "--", "INSERT INTO t VALUES (", "/*", "''", "$$", "),("])
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
