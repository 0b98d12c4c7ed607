"""An SQL dump as SQLite itself writes one (`.dump`). Options: table ("data")."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl

from triage.simulate.writers import Options
from triage.simulate.writers.sqlite import load

SUFFIX = ".sql"


def write(frame: pl.DataFrame, path: Path, options: Options) -> None:
    """Write one file: CREATE TABLE and one INSERT per row."""
    with closing(sqlite3.connect(":memory:")) as connection:
        load(connection, frame, str(options.get("table", "data")))
        text = "\n".join(connection.iterdump())
    path.write_text(text + "\n", encoding="utf-8", newline="")
