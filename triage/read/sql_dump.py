"""SQL dumps: INSERT statements (MySQL, MariaDB, PostgreSQL, SQLite, SQL Server) and PostgreSQL's COPY.

One pass over the file finds the statements and the table each writes to; a chunk is a range of bytes of one table's
statements. Whether a backslash escapes is told by the dump's head. What belongs to no table (definitions, comments) is
read and is no record.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import polars as pl

from triage.model import AT, Batch, Chunk, Evidence, Source
from triage.read.encoding import decide
from triage.summary import Coverage, Occurrences
from triage.sums import Least

CHUNK_BYTES = 4 * 1024 * 1024
_HEAD = 1 << 16
_NAME = r'(?:`(?:[^`]|``)+`|"(?:[^"]|"")+"|\[[^\]]+\]|[\w$]+)'
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_INSERT = re.compile(
    rf"(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?(?:INTO\s+)?({_PATH})\s*(\([^)]*\))?\s*VALUES\s*", re.IGNORECASE
)
_COPY = re.compile(rf"COPY\s+({_PATH})\s*(\([^)]*\))?\s+FROM\s+stdin[^;\n]*;[^\n]*\n", re.IGNORECASE)
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?({_PATH})\s*\(", re.IGNORECASE)
_NO_COLUMN = re.compile(r"(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(?:^|\n)\s*(?:INSERT\s+INTO|INSERT\s+\[|COPY\s+\S+.*FROM\s+stdin|CREATE\s+TABLE)\b", re.IGNORECASE
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "Z": "\x1a", "b": "\b"}

_PLAIN = r"'(?:[^']++|'')*+'"
_SLASHED = r"'(?:[^'\\]++|\\.|'')*+'"
_BETWEEN = re.compile(r"(?:\s++|--[^\n]*+\n|#[^\n]*+\n|/\*.*?\*/;?|;|GO\b)*+", re.DOTALL)


def claims(head: bytes, name: str) -> int:
    """3 where statements of a dump are in the head; 1 for the name."""
    encoding, _ = decide(head)
    text = head.decode(encoding, "replace")
    if _SPEAKS.search(text):
        return 3
    return int(name.lower().endswith(".sql") and "\0" not in text)


@dataclass(slots=True)
class _Table:
    """What the pass over the file finds of one table: columns, and byte ranges of its statements."""

    columns: list[str]
    ranges: list[tuple[int, int]]

    def add(self, start: int, stop: int) -> None:
        """One more statement; it joins the range before where nothing of another table is between."""
        if self.ranges and stop - self.ranges[-1][0] <= CHUNK_BYTES and self.ranges[-1][1] == start:
            start = self.ranges.pop()[0]
        self.ranges.append((start, stop))


def sources(evidence: Evidence) -> Iterator[Source]:
    """One per table with rows. The first accounts for the bytes that belong to no table."""
    with evidence.data.open("rb") as file:
        encoding, grounds = decide(file.read(_HEAD))
    text = _text(evidence, 0, evidence.size_bytes, encoding)
    slashed = _has_escapes(text)
    tables = _pass(text, slashed=slashed)
    filled = {name: table for name, table in tables.items() if table.ranges}
    unit = 2 if encoding.startswith("utf-16") else 1
    own = sum(stop - start for table in filled.values() for start, stop in table.ranges) * unit
    for index, (name, table) in enumerate(filled.items()):
        options = {
            "ranges": [[start * unit, stop * unit] for start, stop in table.ranges],
            "slashed": slashed,
            "rest": evidence.size_bytes - own if index == 0 else 0,
        }
        notes = [f"encoding {encoding}: {grounds}", "a backslash escapes" if slashed else "a backslash is a letter"]
        if not re.search(r"-- Dump completed|database dump complete|COMMIT;\s*$", text[-2_000:]):
            notes.append("no word at the end says that the dump is complete")
        yield Source(
            evidence,
            "sql_dump",
            name,
            tuple(table.columns),
            encoding=encoding,
            options=json.dumps(options),
            notes=tuple(notes),
        )


def split(source: Source) -> Iterator[Chunk]:
    """One per range of statements."""
    for start, stop in source.option("ranges"):
        yield Chunk(source, start, stop)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """One batch; a record with another number of values is kept, cut or filled up, and counted."""
    source = chunk.source
    text = _text(source.evidence, chunk.start, chunk.stop, source.encoding)
    width = len(source.columns)
    at: list[int] = []
    rows: list[list[str | None]] = []
    wrong: dict[str, Occurrences] = {}
    for offset, cells in _records(text, slashed=source.option("slashed")):
        if len(cells) != width:
            reason = "extra_fields" if len(cells) > width else "short_row"
            wrong[reason] = wrong.get(reason, Occurrences()) + Occurrences(1, 0, Least(chunk.start + offset))
        at.append(chunk.start + offset)
        rows.append(_fit(cells, width))
    data = {str(i): [row[i] for row in rows] for i in range(width)}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).with_columns(pl.Series(AT, at, pl.UInt64))
    first = chunk.start == source.option("ranges")[0][0]
    size = chunk.stop - chunk.start + (source.option("rest") if first else 0)
    yield Batch(frame, Coverage(bytes_read=size, records_found=len(rows), rows_read=len(rows), reasons=wrong))


def _fit(cells: list[str | None], width: int) -> list[str | None]:
    """Exactly `width` cells: surplus ones stay in the last, missing ones are null."""
    if len(cells) > width:
        return [*cells[: width - 1], "; ".join(str(cell) for cell in cells[width - 1 :])]
    return [*cells, *[None] * (width - len(cells))]


def _text(evidence: Evidence, start: int, stop: int, encoding: str) -> str:
    """Bytes as letters, one for one (Latin-1), so that places stay byte offsets; cells are decoded one by one."""
    with evidence.data.open("rb") as file:
        raw = os.pread(file.fileno(), stop - start, start)
    return raw.decode(encoding, "replace") if encoding.startswith("utf-16") else raw.decode("latin-1")


def _has_escapes(text: str) -> bool:
    head = text[:_HEAD]
    if re.search(r"PostgreSQL database dump|pg_catalog|PRAGMA foreign_keys|\[dbo\]|^GO\b", head, re.MULTILINE):
        return False
    return bool(re.search(r"MySQL|MariaDB|phpMyAdmin|ENGINE=", head)) or "\\'" in text[: 1 << 20]


def _pass(text: str, *, slashed: bool) -> dict[str, _Table]:
    tables: dict[str, _Table] = {}
    at = 0
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if at >= len(text):
            return tables
        if made := _CREATE.match(text, at):
            stop = _end(text, at, slashed=slashed)
            _table(tables, made[1]).columns = _created(text[made.end() : stop])
        elif copied := _COPY.match(text, at):
            ending = re.compile(r"^\\\.\r?$", re.MULTILINE).search(text, copied.end())
            stop = ending.end() if ending else len(text)
            _add(tables, copied, at, stop)
        elif inserted := _INSERT.match(text, at):
            stop = _end(text, inserted.end(), slashed=slashed)
            _add(tables, inserted, at, stop)
        else:
            stop = _end(text, at, slashed=slashed)
        at = max(stop, at + 1)


def _add(tables: dict[str, _Table], head: re.Match[str], start: int, stop: int) -> None:
    table = _table(tables, head[1])
    if head[2]:
        table.columns = [_unquoted(each) for each in re.findall(_NAME, head[2])]
    elif not table.columns:
        first = next(_records(head.string[start:stop], slashed=True), (0, []))[1]
        table.columns = [f"column {i + 1}" for i in range(len(first))]
    table.add(start, stop)


def _table(tables: dict[str, _Table], path: str) -> _Table:
    name = _unquoted(re.findall(_NAME, path)[-1])
    return tables.setdefault(name, _Table([], []))


def _created(body: str) -> list[str]:
    """Column names of a CREATE TABLE: the first name of each top-level entry that is no constraint."""
    depth, names, start = 0, [], 0
    for mark in re.finditer(rf"{_PLAIN}|[(),]", body):
        if mark[0] == "(":
            depth += 1
        elif mark[0] in ",)" and depth == 0:
            entry = body[start : mark.start()].strip()
            if entry and not _NO_COLUMN.match(entry) and (name := re.match(_NAME, entry)):
                names.append(_unquoted(name[0]))
            start = mark.end()
            if mark[0] == ")":
                break
        elif mark[0] == ")":
            depth -= 1
    return names


def _end(text: str, at: int, *, slashed: bool) -> int:
    """Behind the semicolon that ends a statement; for SQL Server also before a line GO; else the end of the text."""
    string = _SLASHED if slashed else _PLAIN
    mark = re.compile(rf"(?:[^';\n]++|{string}|\n(?!\s*(?:GO\b|INSERT\b))|')*+;?", re.DOTALL).match(text, at)
    return mark.end() if mark else len(text)


def _records(text: str, *, slashed: bool) -> Iterator[tuple[int, list[str | None]]]:
    """(place, cells) of every record in some statements of one table."""
    at = 0
    while at < len(text):
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if copied := _COPY.match(text, at):
            at = copied.end()
            while at < len(text) and not text.startswith("\\.", at):
                stop = text.find("\n", at)
                stop = len(text) if stop < 0 else stop
                yield at, [_copied(cell) for cell in text[at:stop].removesuffix("\r").split("\t")]
                at = stop + 1
            at += 2
        elif inserted := _INSERT.match(text, at):
            at = yield from _tuples(text, inserted.end(), slashed=slashed)
        else:
            return


def _tuples(text: str, at: int, *, slashed: bool) -> Generator[tuple[int, list[str | None]], None, int]:
    """Tuples of one INSERT; returns the place behind them."""
    string = _SLASHED if slashed else _PLAIN
    value = re.compile(
        rf"\s*+(?:(?P<null>NULL\b)|(?:_\w+\s*+|[NEXB])?(?P<text>{string})(?:::[\w ]++)?"
        rf"|(?P<other>(?:[^,()']++|{_call(string)})*+))\s*+(?P<end>[,)])",
        re.IGNORECASE | re.DOTALL,
    )
    opening = re.compile(r"[\s,]*+\(")
    while opened := opening.match(text, at):
        start, at = opened.end() - 1, opened.end()
        cells: list[str | None] = []
        while True:
            found = value.match(text, at)
            if found is None:
                return len(text)
            at = found.end()
            cells.append(_value(found, slashed=slashed))
            if found["end"] == ")":
                break
        yield start, cells
    return at


def _value(found: re.Match[str], *, slashed: bool) -> str | None:
    if found["null"]:
        return None
    if found["text"] is None:
        return _decoded(_computed(found["other"].strip()))
    text = found["text"][1:-1].replace("''", "'")
    if slashed and "\\" in text:
        text = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), text, flags=re.DOTALL)
    return _decoded(text)


def _call(string: str) -> str:
    """A pattern for what stands in brackets: strings, and brackets to a depth of four."""
    inner = rf"[^()']++|{string}"
    for _ in range(4):
        inner = rf"[^()']++|{string}|\((?:{inner})*+\)"
    return rf"\((?:{inner})*+\)"


def _computed(text: str) -> str:
    """Text of a literal that is no plain string: hexadecimal bytes, replace(..., char(10)), CAST(N'...')."""
    if re.fullmatch(r"0[xX](?:[0-9A-Fa-f]{2})+", text):
        return _of_bytes(bytes.fromhex(text[2:]), text)
    first = re.search(_PLAIN, text)
    if not first:
        return text
    value = first[0][1:-1].replace("''", "'")
    for old, code in re.findall(rf"({_PLAIN})\s*,\s*char\((\d+)\)", text[first.end() :]):
        value = value.replace(old[1:-1], chr(int(code)))
    return value


def _of_bytes(raw: bytes, written: str) -> str:
    """Bytes as letters one for one where they are UTF-8 text, else as they were written."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return written
    return raw.decode("latin-1")


def _copied(cell: str) -> str | None:
    if cell == "\\N":
        return None
    if "\\" in cell:
        cell = re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[1]), cell)
    return _decoded(cell)


def _decoded(cell: str) -> str:
    """The letters that the bytes stand for."""
    if cell.isascii():
        return cell
    try:
        return cell.encode("latin-1").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return cell


def _unquoted(name: str) -> str:
    inner = name[1:-1] if name[0] in '`"[' else name
    return _decoded(inner.replace("``", "`").replace('""', '"'))
