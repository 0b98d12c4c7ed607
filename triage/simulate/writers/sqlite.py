"""A SQLite database of one table. Options: table ("data")."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl

from triage.simulate.writers import Options

SUFFIX = ".db"


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file; an existing one is replaced."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        load(connection, frame, str(options.get("table", "data")))


def load(connection: sqlite3.Connection, frame: pl.DataFrame, table: str) -> None:
    """Write the frame as a table of TEXT columns."""
    columns = ", ".join(f"{quoted(name)} TEXT" for name in frame.columns)
    marks = ", ".join("?" * frame.width)
    with connection:
        connection.execute(f"CREATE TABLE {quoted(table)} ({columns})")
        connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", frame.iter_rows())  # noqa: S608 - quoted


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
