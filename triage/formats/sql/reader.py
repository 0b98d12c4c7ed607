"""Read SQL dumps: INSERT statements (MySQL, MariaDB, PostgreSQL, SQLite, SQL Server) and PostgreSQL's COPY.

One pass over the file finds the statements and the table of each; a chunk is a byte range of one table's statements.
Whether a backslash escapes is decided on the start of the dump. What belongs to no table (definitions, comments) is
read and is no record.
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.errors import Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import AT, Batch, Chunk, Evidence, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.sql.comments import SOME_GAP
from triage.text.encoding import decide

if TYPE_CHECKING:  # every text is asked whether it is a dump; the rest is loaded where it is one
    from triage.formats.sql.bulk_rows import Run
    from triage.formats.sql.records import Record
    from triage.formats.sql.statements import Walk
    from triage.text.byte_offsets import Places

RISKY = True
FORMAT = Format(
    name="sql_dump",
    title="SQL dumps (MySQL, MariaDB, PostgreSQL, SQLite, SQL Server, Oracle)",
    library="own",
    how="streamed",
    limits="no binary dumps (PostgreSQL custom format, SQL Server BAK are named)",
    accounting="every byte; a record is a row of INSERT or COPY, an UPDATE is text; the rest is rejected",
)

_HEAD = 1 << 16
_TRIED = 1 << 20
_options = lru_cache(maxsize=8)(json.loads)
"""Parsed options, cached because every range needs them, and a dump of many ranges has long ones."""

_BINARY = {b"PGDMP": "postgresql_custom_dump", b"TAPE": "sql_server_backup"}
_SPEAKS = re.compile(
    rf"(?:^|\n)(?:[^\S\n]|\ufeff)*(?:/\*M?!\d*\s*)?(?:INSERT{SOME_GAP}(?:\w+{SOME_GAP}){{0,2}}INTO|(?:REPLACE|UPSERT){SOME_GAP}INTO"
    r"|UPSERT\s+\S+\s*(?:\([^()]*\)\s*)?VALUES|INSERT\s+\["
    r"|\\?COPY\s+\S+.*FROM\s+p?stdin|CREATE\s+TABLE|MERGE\s+(?:INTO\s+)?\S+\s+(?:\S+\s+){0,4}USING"
    r"|(?:CALL\s+[\w.]+\s*\(\s*|EXEC(?:UTE)?\s+[\w.\[\]]+(?:\s*\(|\s)\s*(?:@\w+\s*=\s*)?)N?(?=')|UPDATE\s+\S+\s+SET\s+\S+\s*=\s*N?(?=')"
    r"|(?:SELECT\s+\*\s+FROM\s*\(\s*)?VALUES\s*\(\s*N?'[^'\n]*'\s*,\s*N?(?=')"
    r"|SELECT\s+N?'[^;]{0,2000}?\bUNION(?:\s+ALL)?\s+SELECT\s+N?(?='))(?:\b|(?='))",
    re.IGNORECASE,
)


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE if the start contains statements of a dump; NAME for the name."""
    if head.startswith(tuple(_BINARY)):
        return Claim.SIGNATURE
    encoding, _ = decide(head)
    text = head.decode(encoding, "replace")
    if "\0" in text[:64]:  # a database, which has such statements in its catalogue
        return Claim.NONE
    if _SPEAKS.search(text):
        return Claim.SIGNATURE
    return Claim.NAME.when(name.lower().endswith(".sql") and "\x00" not in text)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one source per table with rows. The first accounts for the bytes that belong to no table."""
    from triage.formats.sql.literals import letters  # noqa: PLC0415 - only where there is such a file
    from triage.formats.sql.statements import STATEMENTS  # noqa: PLC0415 - only where there is such a file

    with evidence.data.open("rb") as file:
        head = file.read(_HEAD)
    for sign, kind in _BINARY.items():
        if head.startswith(sign):
            raise Unsupported(f"unsupported:{kind}")
    encoding, grounds = decide(head)
    unit = 2 if encoding.startswith("utf-16") else 1
    slashed = _has_escapes(_text(evidence, 0, min(_TRIED, evidence.size_bytes), encoding))
    walking = _walked(evidence, encoding, slashed=slashed)
    filled = {name: table for name, table in walking.tables.items() if table.ranges}
    own = sum(stop - start for table in filled.values() for start, stop, _ in table.ranges) * unit
    ending = _text(evidence, max(0, evidence.size_bytes - 4_000), evidence.size_bytes, encoding)
    for index, (name, table) in enumerate(filled.items()):
        codec = _codec(encoding)
        options = {
            "name": table.name,
            "columns": table.columns,
            "ranges": [[start * unit, stop * unit, begins] for start, stop, begins in table.ranges],
            "slashed": slashed,
            "rest": evidence.size_bytes - own if index == 0 else 0,
            "strange": walking.strange * unit if index == 0 else 0,
        }
        notes = [f"encoding {encoding}: {grounds}", "a backslash escapes" if slashed else "a backslash is a letter"]
        if not re.search(r"-- Dump completed|database dump complete|COMMIT;\s*$", ending):
            notes.append("no word at the end says that the dump is complete")
        yield Source(
            evidence,
            "sql_dump",
            letters(name, codec) or "",
            tuple(letters(column, codec) or "" for column in table.columns),
            is_text=name == STATEMENTS,
            encoding=encoding,
            options=json.dumps(options),
            notes=tuple(notes),
        )


def _walked(evidence: Evidence, encoding: str, *, slashed: bool) -> Walk:
    """Return the walk over the whole file, window by window. A window grows while a statement is longer."""
    from triage.formats.sql.statements import WINDOW, Walk  # noqa: PLC0415 - only where there is such a file

    walking, unit = Walk(slashed), 2 if encoding.startswith("utf-16") else 1
    at, size, window = 0, evidence.size_bytes, WINDOW * unit
    while at < size:
        stop = min(size, at + window)
        text = _text(evidence, at, stop, encoding)
        done = walking.feed(text, at // unit, final=stop == size)
        if stop == size:
            break
        at += max(1, done) * unit
    return walking


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges of statements; those of alternating tables are joined up to the size of a chunk."""
    from triage.formats.sql.statements import CHUNK_BYTES  # noqa: PLC0415 - only where there is such a file

    begin, end, size = 0, 0, 0
    for start, stop, _ in _options(source.options)["ranges"]:
        if size and size + stop - start > CHUNK_BYTES:
            yield Chunk(source, begin, end)
            size = 0
        begin = begin if size else start
        end, size = stop, size + stop - start
    if size:
        yield Chunk(source, begin, end)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; a record with another number of values is cut or filled up, and counted."""
    from triage.formats.sql.bulk_rows import Run  # noqa: PLC0415 - only where there is such a file

    source = chunk.source
    ranges = _options(source.options)["ranges"]
    rows, size = _Rows(chunk), 0
    for start, stop, begins in ranges[bisect_left(ranges, chunk.start, key=itemgetter(0)) :]:
        if start >= chunk.stop:
            break
        size += stop - start
        text = _text(source.evidence, start, stop, source.encoding)
        for each in _parts(source, text, begins):
            if isinstance(each, Run):
                rows.add_run(start, each)
            else:
                rows.add(start, each, text)
    frame, wrong = rows.frame(), rows.wrong
    rejected = sum(each.count for each in wrong.values() if each.size_bytes)
    if chunk.start == ranges[0][0]:
        size += _options(source.options)["rest"]
        if strange := _options(source.options)["strange"]:
            wrong["not_understood"] = wrong.get("not_understood", Occurrences()) + Occurrences(1, strange)
    lost = sum(each.size_bytes for each in wrong.values())
    yield Batch(frame, Coverage(size - lost, lost, 0, frame.height + rejected, frame.height, rejected, wrong))


class _Rows:
    """Collects the records of a chunk in order, and what is wrong with them."""

    def __init__(self, chunk: Chunk) -> None:
        self.width, self.codec = len(chunk.source.columns), _codec(chunk.source.encoding)
        self.unit = 2 if chunk.source.encoding.startswith("utf-16") else 1
        self.wrong: dict[str, Occurrences] = {}
        self._runs: list[pl.DataFrame] = []
        self._places: list[Places] = []
        self._at: list[int] = []
        self._cells: list[list[str | None]] = []

    def add(self, start: int, record: Record, text: str) -> None:
        """Add one record of a text that starts at offset `start`; a wrong number of values is corrected and counted."""
        from triage.formats.sql.literals import letters  # noqa: PLC0415 - only where there is such a file

        begin, end, cells = record
        at = start + begin * self.unit
        if reason := _fault(cells, self.width, is_last=end >= len(text)):
            told = Occurrences(1, (end - begin) * self.unit if cells is None else 0, Least(at))
            self.wrong[reason] = self.wrong.get(reason, Occurrences()) + told
        if cells is not None:
            self._at.append(at)
            row = _fit(cells, self.width)
            self._cells.append([letters(cell, self.codec) for cell in row] if self.codec else row)

    def add_run(self, start: int, run: Run) -> None:
        """Add rows of a text that starts at offset `start`, which were parsed in bulk."""
        self._runs.append(run.frame)
        self._places.append(run.starts * self.unit + start)

    def frame(self) -> pl.DataFrame:
        """Return all rows, in the order of their offsets."""
        data = {str(i): [row[i] for row in self._cells] for i in range(self.width)}
        if not self._runs:
            at = {AT: self._at}
            return pl.DataFrame({**data, **at}, schema={**dict.fromkeys(data, pl.String), AT: pl.UInt64})
        alone = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
        places = np.concatenate([np.array(self._at, np.int64), *self._places])
        frame = pl.concat([alone, *self._runs], rechunk=True).with_columns(pl.Series(AT, places, pl.UInt64))
        return frame.sort(AT) if self._cells else frame


def _parts(source: Source, text: str, begins: Sequence[str]) -> Iterator[Record | Run]:
    """Yield the content of a range: records of its table, or whole statements."""
    from triage.formats.sql.bulk_rows import Runs  # noqa: PLC0415 - only where there is such a file
    from triage.formats.sql.records import parts  # noqa: PLC0415 - only where there is such a file
    from triage.formats.sql.statements import statements  # noqa: PLC0415 - only where there is such a file

    if source.is_text:
        yield from statements(text, slashed=_options(source.options)["slashed"])
        return
    runs = Runs(text, _options(source.options)["slashed"], _codec(source.encoding))
    yield from parts(runs, _options(source.options)["name"], begins=begins, columns=_options(source.options)["columns"])


def _codec(encoding: str) -> str:
    """Return the codec of the bytes of cells; "" if the text is decoded already."""
    return "" if encoding.startswith("utf-16") else encoding


def _fault(cells: list[str | None] | None, width: int, *, is_last: bool) -> str:
    """Return what is wrong with a record; "" = nothing."""
    if cells is None:
        return "truncated" if is_last else "not_understood"
    return "" if len(cells) == width else "extra_fields" if len(cells) > width else "short_row"


def _fit(cells: list[str | None], width: int) -> list[str | None]:
    """Return exactly `width` cells: surplus ones are joined in the last, missing ones are null."""
    if len(cells) == width:
        return cells
    if len(cells) > width:
        return [*cells[: width - 1], "; ".join(str(cell) for cell in cells[width - 1 :])]
    return [*cells, *[None] * (width - len(cells))]


def _text(evidence: Evidence, start: int, stop: int, encoding: str) -> str:
    """Return bytes as Latin-1 characters, one for one, so that offsets stay byte offsets; UTF-16 is decoded."""
    with evidence.data.open("rb") as file:
        raw = os.pread(file.fileno(), stop - start, start)
    return raw.decode(encoding, "replace") if encoding.startswith("utf-16") else raw.decode("latin-1")


def _has_escapes(text: str) -> bool:
    """Return whether a backslash escapes in strings: by the start, else by the way that leaves less text unparsed."""
    head = text[:_HEAD]
    if re.search(
        r"PostgreSQL database dump|pg_catalog|PRAGMA foreign_keys|^BEGIN TRANSACTION;|\[dbo\]|^GO\b", head, re.MULTILINE
    ):
        return False
    if re.search(r"MySQL|MariaDB|phpMyAdmin|ENGINE=", head):
        return True
    beginning = text[:_TRIED]
    faults = {slashed: _faults(beginning, slashed=slashed) for slashed in (True, False)}
    return "`" in head if faults[True] == faults[False] else faults[True] < faults[False]


def _faults(text: str, *, slashed: bool) -> int:
    """Return the number of characters that are unparsed, or in records of another width, if read this way."""
    from triage.formats.sql.records import records  # noqa: PLC0415 - only where there is such a file
    from triage.formats.sql.statements import STATEMENTS, walk  # noqa: PLC0415 - only where there is such a file

    tables, strange = walk(text, slashed=slashed)
    return strange + sum(
        end - begin
        for table in tables.values()
        if table.name != STATEMENTS
        for start, stop, _ in table.ranges
        for begin, end, cells in records(text[start:stop], table.name, slashed=slashed, columns=table.columns)
        if cells is None or len(cells) != len(table.columns)
    )
