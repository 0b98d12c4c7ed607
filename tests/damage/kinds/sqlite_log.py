"""A write-ahead log that was seized without its database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.damage.marks import ROWS, Sample, scattered


def sample(folder: Path) -> Sample:
    """Return forty rows that are only in the log."""
    live = sqlite3.connect(folder / "live.db")
    live.execute("pragma journal_mode = wal")
    live.execute("create table people (mark, name, cnic, address)")
    live.executemany("insert into people values (?, ?, ?, ?)", ROWS)
    live.commit()
    log = (folder / "live.db-wal").read_bytes()
    live.close()
    return scattered("a.db-wal", log)
