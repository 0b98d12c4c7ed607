"""Forty marks in databases and columnar files."""

from __future__ import annotations

import io
import sqlite3
import struct
import warnings
from collections.abc import Callable
from pathlib import Path

import bson
import dbf
import pyarrow as pa
import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet

from tests.damage.marks import COUNT, HEAD, ROWS, Sample
from tests.damage.texts import (
    json_objects,
)


def bson_documents() -> bytes:
    return b"".join(map(bson.encode, json_objects()))


def mongodump() -> bytes:
    """Return an archive as `mongodump --archive` writes it: heads, then one namespace with its documents."""
    end = b"\xff" * 4
    head = bson.encode({"concurrent_collections": 4, "version": "0.1", "server_version": "6", "tool_version": "100"})
    about = bson.encode({"db": "leak", "collection": "t", "metadata": "{}", "size": 0, "type": "collection"})
    space = bson.encode({"db": "leak", "collection": "t", "EOF": False, "CRC": 0})
    last = bson.encode({"db": "leak", "collection": "t", "EOF": True, "CRC": 0})
    return struct.pack("<I", 0x8199E26D) + head + about + end + space + bson_documents() + end + last + end


def dbf_table(folder: Path) -> bytes:
    path = folder / "made.dbf"
    table = dbf.Table(str(path), "mark C(10); cnic C(20); born D; many N(8,2)", codepage="cp1252")
    table.open(dbf.READ_WRITE)
    for m, _, c, _ in ROWS:
        table.append((m, c, dbf.Date(1990, 5, 17), 12.5))
    table.close()
    return path.read_bytes()


def sqlite_base(folder: Path) -> bytes:
    path = folder / "made.db"
    base = sqlite3.connect(path)
    with base:
        base.execute(f"CREATE TABLE t ({', '.join(HEAD)})")
        base.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", [(*row[:3], row[3] * 20) for row in ROWS])
    base.close()
    return path.read_bytes()


def arrow_table(rows: tuple[tuple[str, ...], ...] = ROWS) -> pa.Table:
    return pa.table({name: [row[i] for row in rows] for i, name in enumerate(HEAD)})


def arrow_stream() -> Sample:
    """Four batches of ten rows: a mark needs its batch and the head of what follows."""
    sink, ends = io.BytesIO(), []
    with pa.ipc.new_stream(sink, arrow_table().schema) as writer:
        for at in range(0, COUNT, 10):
            writer.write_table(arrow_table(ROWS[at : at + 10]))
            ends.append(sink.tell())
    return Sample("a.arrows", sink.getvalue(), tuple(ends[i // 10] + 8 for i in range(COUNT)))


def written(write: Callable[[io.BytesIO], object]) -> bytes:
    sink = io.BytesIO()
    write(sink)
    return sink.getvalue()


def feather() -> bytes:
    with warnings.catch_warnings(action="ignore"):  # an old format is what is wanted
        return written(lambda sink: pyarrow.feather.write_feather(arrow_table(), sink, version=1))


def arrow_file() -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, arrow_table().schema) as writer:
        writer.write_table(arrow_table(), max_chunksize=10)
    return sink.getvalue()
