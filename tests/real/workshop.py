"""The real programs of this machine, loaded with the people."""

from __future__ import annotations

import csv
import io
import subprocess
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import pytest

from tests.real import servers
from tests.real.people import CALLS, COLUMNS, ROWS, Cell, Row


class Workshop:
    """The real programs of this machine, and the servers, each started when first asked for."""

    def __init__(self, folder: Path, program: servers.Program, stack: ExitStack) -> None:
        self.folder, self.program, self._stack = folder, program, stack

    def run(self, name: str, *options: str, text: str = "", cwd: Path | None = None) -> bytes:
        """Return what a program prints; the test fails with its words where it fails."""
        command = [self.program(name), *options]
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, check=False, cwd=cwd or self.folder, timeout=120
        )
        if done.returncode:
            pytest.fail(f"{name} {' '.join(options)}: {done.stderr.decode(errors='replace')[-2000:]}")
        return done.stdout

    @cached_property
    def csv(self) -> Path:
        """The people as CSV by Python's `csv` module; null and empty text are the same there."""
        path = self.folder / "given.csv"
        path.write_text(_csv_text(ROWS), encoding="utf-8", newline="")
        return path

    @cached_property
    def mariadb(self) -> tuple[str, ...]:
        """Options that reach a MariaDB server with the people in its database `leak`."""
        reach = self._stack.enter_context(servers.mariadb(self.program))
        self.run("mariadb", "--no-defaults", *reach, text=_MARIADB_TABLES + _inserts())
        return reach

    @cached_property
    def postgres(self) -> tuple[str, ...]:
        """Options that reach a PostgreSQL cluster with the people in its database `leak`."""
        reach = self._stack.enter_context(servers.postgres(self.program))
        self.run("psql", *reach, "--quiet", "--dbname=postgres", "--command=CREATE DATABASE leak")
        script = _POSTGRES_TABLES + "".join(_copy(name, rows) for name, rows in (("people", ROWS), ('"Calls"', CALLS)))
        self.run("psql", *reach, "--quiet", "--set=ON_ERROR_STOP=1", "--dbname=leak", text=script)
        return reach

    @cached_property
    def sqlite(self) -> Path:
        """A database by `sqlite3`, closed."""
        path = self.folder / "given.db"
        names = ", ".join(COLUMNS)
        self.run("sqlite3", str(path), text=f"CREATE TABLE people ({names});\n{_sqlite_inserts(ROWS)}")
        return path

    def office(self, source: Path, to: str, *options: str) -> Path:
        """Return a file converted by LibreOffice, without its user's profile."""
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        out = self.folder / f"office-{len(list(self.folder.glob('office-*')))}"
        self.run("soffice", profile, "--headless", *options, "--convert-to", to, "--outdir", str(out), str(source))
        (made,) = out.iterdir()
        return made


_MARIADB_TABLES = """
CREATE DATABASE leak CHARACTER SET utf8mb4; USE leak;
CREATE TABLE people (id INT PRIMARY KEY, cnic VARCHAR(20), mobile VARCHAR(20), name VARCHAR(80), father VARCHAR(80),
  address TEXT, dob DATE, gender CHAR(1), balance DECIMAL(10,2), mark BLOB, note LONGTEXT);
CREATE TABLE calls (caller VARCHAR(20), called VARCHAR(20), seconds INT);
DELIMITER ;;
CREATE TRIGGER trap BEFORE INSERT ON calls FOR EACH ROW BEGIN
  IF NEW.caller = '''; INSERT INTO people VALUES (9,''x'');' THEN SET NEW.seconds = 0; END IF; END;;
DELIMITER ;
CREATE VIEW callers AS SELECT caller FROM calls;
"""

_POSTGRES_TABLES = """
CREATE TABLE people (id integer PRIMARY KEY, cnic text, mobile varchar(20), name text, father text, address text,
  dob date, gender char(1), balance numeric(10,2), mark text, note text);
CREATE TABLE "Calls" (caller text, called text, seconds integer);
CREATE FUNCTION trap() RETURNS text LANGUAGE sql AS $$ SELECT 'COPY people FROM stdin; ''INSERT INTO people' $$;
"""


def _inserts() -> str:
    def literal(cell: Cell) -> str:
        return "NULL" if cell is None else f"CONVERT(X'{cell.encode().hex()}' USING utf8mb4)"

    return "".join(
        f"INSERT INTO {table} VALUES ({','.join(map(literal, row))});\n"
        for table, rows in (("people", ROWS), ("calls", CALLS))
        for row in rows
    )


def _sqlite_inserts(rows: tuple[Row, ...]) -> str:
    def literal(cell: Cell) -> str:
        return "NULL" if cell is None else f"CAST(X'{cell.encode().hex()}' AS TEXT)"

    return "BEGIN;" + "".join(f"INSERT INTO people VALUES ({','.join(map(literal, row))});\n" for row in rows) + "END;"


def _copy(table: str, rows: tuple[Row, ...]) -> str:
    def quoted(cell: Cell) -> str:
        return "" if cell is None else '"' + cell.replace('"', '""') + '"'

    return (
        f"COPY {table} FROM stdin (FORMAT csv);\n"
        + "".join(f"{','.join(map(quoted, row))}\n" for row in rows)
        + "\\.\n"
    )


def _csv_text(rows: tuple[Row, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    return out.getvalue()
