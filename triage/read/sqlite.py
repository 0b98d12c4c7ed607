"""SQLite: every table, read from a private copy with its log, so that nothing is written beside the evidence."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from triage.errors import EvidenceError, Unsupported
from triage.model import AT, ROW_SEGMENT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.summary import Coverage, Occurrences
from triage.sums import Least

_SIGNATURE = b"SQLite format 3\0"
_LOG_SIGNATURES = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_TABLES = r"select name from sqlite_master where type = 'table' and name not like 'sqlite\_%' escape '\' order by rowid"
_SIDE_FILES = ("-wal", "-journal")
_BLOB_SHOWN = 64


def claims(head: bytes, name: str) -> int:
    """3 for the signature of a database or of its log."""
    del name
    return 3 if head.startswith((_SIGNATURE, *_LOG_SIGNATURES)) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """One per table, views and SQLite's own tables left out. The first accounts for the bytes of the file.

    Raises `Unsupported` for a log, which is read with its database, `EvidenceError` for a damaged catalogue.
    """
    with evidence.data.open("rb") as file:
        if file.read(4) in _LOG_SIGNATURES:
            raise Unsupported("log_read_with_its_database")
    with _copy(evidence) as database:
        try:
            names = [_name(name) for (name,) in database.execute(_TABLES)]
            for index, table in enumerate(names):
                columns = tuple(_name(row[1]) for row in database.execute(f"pragma table_info({_quoted(table)})"))
                options = json.dumps({"rows": _count(database, table), "first": index == 0})
                yield Source(evidence, "sqlite", table, columns, options=options, segment=ROW_SEGMENT)
        except sqlite3.DatabaseError as error:
            raise EvidenceError("damaged_database", str(error)) from error


def split(source: Source) -> Iterator[Chunk]:
    """The whole table: its rows come in one stream."""
    yield Chunk(source, 0, source.option("rows"))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Batches of at most 65,536 rows in the order of the table. Damage ends them; the rows before are kept."""
    source, at = chunk.source, 0
    size = source.evidence.size_bytes if source.option("first") else 0
    names = ", ".join(_quoted(name) for name in source.columns)
    query = f"select {names} from {_quoted(source.table)}"  # noqa: S608 - names are quoted
    found: list[tuple[object, ...]] = []
    with _copy(source.evidence) as database:
        try:
            for row in database.execute(query):
                found.append(row)
                if len(found) == SEGMENT:
                    yield _batch(source, found, at, size)
                    at, size, found = at + len(found), 0, []
        except sqlite3.DatabaseError:
            yield _batch(source, found, at, size)
            at += len(found)
            lost = max(1, source.option("rows") - at)
            reasons = {"damaged_database": Occurrences(lost, 0, Least(at))}
            yield Batch(_frame(source, [], at), Coverage(records_found=lost, rows_rejected=lost, reasons=reasons))
            return
    yield _batch(source, found, at, size)


def _batch(source: Source, rows: Sequence[Sequence[object]], at: int, size: int) -> Batch:
    return Batch(_frame(source, rows, at), Coverage(bytes_read=size, records_found=len(rows), rows_read=len(rows)))


def _frame(source: Source, rows: Sequence[Sequence[object]], at: int) -> pl.DataFrame:
    cells = {str(i): [_text(row[i]) for row in rows] for i in range(len(source.columns))}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
    return frame.with_columns(pl.Series(AT, range(at, at + len(rows)), pl.UInt64))


def _count(database: sqlite3.Connection, table: str) -> int:
    """Rows of a table; 0 where damage does not let them be counted."""
    try:
        (count,) = database.execute(f"select count(*) from {_quoted(table)}").fetchone()  # noqa: S608 - quoted
    except sqlite3.DatabaseError:
        return 0
    return int(count)


def _name(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


@contextmanager
def _copy(evidence: Evidence) -> Iterator[sqlite3.Connection]:
    """A connection to a private copy of the database and of the files of its log.

    The log lies beside the file as it was found, which a spooled member has none of.
    """
    with tempfile.TemporaryDirectory(prefix="triage-") as folder:
        copy = Path(folder, "copy.db")
        shutil.copyfile(evidence.data, copy)
        for ending in _SIDE_FILES:
            beside = evidence.data.with_name(evidence.data.name + ending)
            if beside.is_file() and not beside.is_symlink():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
        database = sqlite3.connect(copy)
        try:
            database.text_factory = bytes
            database.execute("pragma trusted_schema = off")
            yield database
        finally:
            database.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(cell: object) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bytes):
        try:
            return cell.decode("utf-8")
        except UnicodeDecodeError:
            return "0x" + cell[:_BLOB_SHOWN].hex()
    return repr(cell) if isinstance(cell, float) else str(cell)
