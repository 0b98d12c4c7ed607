"""Read NDJSON, one JSON value per line, as Elasticsearch, MongoDB and many crawlers export.

A line is an object, or an array whose values are the cells of a row (ClickHouse and BigQuery write tables so); the
first array may name the columns. Both may stand in one file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from triage.core.format_info import Claim, Format
from triage.core.model import SEGMENT, Batch, Chunk, Evidence, Source
from triage.formats.json import line_shapes
from triage.records.header_row import find_header
from triage.records.json_pairs import Pairs
from triage.records.nested_values import loads, loosely
from triage.records.record_frame import Rows, columns_of, keys_of

FORMAT = Format(
    name="ndjson",
    title="NDJSON (JSON lines; Elasticsearch, MongoDB and crawlers export so)",
    library="json",
    how="streamed",
    limits="a line is held in memory",
    accounting="every byte; a record is a line, a line that is no JSON is rejected with its bytes",
)

CHUNK_BYTES = 8 * 1024 * 1024
_HEAD = 1 << 20


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE if the first two lines are complete JSON objects.

    CONTENT for a single one in a ".ndjson" file.
    """
    lines = [line for line in head.lstrip(b"\xef\xbb\xbf").split(b"\n")[:3] if line.strip()]
    good = [line for line in lines[:2] if _is_object(line) or _is_row(line)]
    if len(good) == 2:
        return Claim.SIGNATURE
    is_named = len(good) == 1 and name.lower().endswith((".ndjson", ".jsonl"))
    return Claim.CONTENT.when(is_named and _is_object(good[0]))


def _is_object(line: bytes) -> bool:
    if not line.strip().startswith(b"{"):
        return False
    try:
        return isinstance(loosely(line.decode("utf-8", "backslashreplace")), Pairs)
    except (ValueError, RecursionError):
        return False


def _is_row(line: bytes) -> bool:
    """Return true for a whole array of at least two values, one of them a text or a number."""
    if not line.strip().startswith(b"["):
        return False
    try:
        value = loads(line.decode("utf-8", "backslashreplace"))
    except (ValueError, RecursionError):
        return False
    return len(value) > 1 and any(isinstance(each, str) for each in value)


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; its columns are the keys found at the start, the middle and the end.

    Objects of unlike shape are a table each.
    """
    size = evidence.size_bytes
    seen: list[object] = []
    with evidence.data.open("rb") as file:
        for start in sorted({0, max(0, size // 2), max(0, size - _HEAD)}):
            lines = os.pread(file.fileno(), _HEAD, start).lstrip(b"\xef\xbb\xbf").split(b"\n")
            texts = (
                line.decode("utf-8", "backslashreplace")
                for line in lines[bool(start) : 2_000]
                if _is_object(line) or _is_row(line)
            )
            seen.extend(map(loosely, texts))
    rows: list[list[Any]] = [each for each in seen if isinstance(each, list) and not isinstance(each, Pairs)]
    width = max(map(len, rows), default=0)
    texts_of = [[each if isinstance(each, str) else "" for each in row] for row in rows[:200]]
    is_named = len(rows) > 1 and rows[0] is seen[0] and find_header(texts_of, len(rows[0])) == 0
    names = texts_of[0] if is_named else [f"[{i}]" for i in range(width)]
    options = {"names": names, "first": int(is_named)}
    records = [_record(each, names) for each in seen[is_named:]]
    shapes = [] if rows else line_shapes.tables(keys_of(each) for each in records)
    if not shapes:
        yield Source(evidence, "ndjson", "", columns_of(records), options=json.dumps(options))
        return
    apart: list[list[Any]] = [[] for _ in shapes]
    for each in records:
        apart[line_shapes.table_of(keys_of(each), shapes)].append(each)
    for number, each in enumerate(apart):
        told = json.dumps({**options, "shapes": shapes, "shape": number})
        table = f"table {number + 1}" if number else ""
        yield Source(evidence, "ndjson", table, columns_of(each), options=told)


def _record(value: Any, names: Sequence[str]) -> Any:
    """Return a row as an object, with its numbers as keys where it is longer than `names`; anything else as it is."""
    if not names or isinstance(value, Pairs) or not isinstance(value, list):
        return value
    more = (f"[{i}]" for i in range(len(names), len(value)))
    return Pairs(zip((*names, *more), value, strict=False))


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges that begin after the first newline at or after a multiple of `CHUNK_BYTES`."""
    size, start = source.evidence.size_bytes, 0
    step = max(SEGMENT, CHUNK_BYTES // SEGMENT * SEGMENT)
    with source.evidence.data.open("rb") as file:
        while start < size:
            file.seek(max(start, (start // step + 1) * step - 1))
            file.readline()
            stop = min(size, file.tell())
            stop = size if stop <= start else stop
            yield Chunk(source, start, stop)
            start = stop


def between(source: Source, start: int, stop: int) -> Chunk:
    """Return the lines that start in a byte range, without reading what precedes it."""
    ends = []
    with source.evidence.data.open("rb") as file:
        for at in (start, stop):
            file.seek(max(0, at - 1))
            if at:
                file.readline()
            ends.append(file.tell())
    return Chunk(source, *ends)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch; a line that is not JSON is rejected with its bytes; empty lines are no records."""
    with chunk.source.evidence.data.open("rb") as file:
        data = os.pread(file.fileno(), chunk.stop - chunk.start, chunk.start)
    rows = Rows(chunk.source.columns)
    options = json.loads(chunk.source.options)
    names, shapes, own = options["names"], options.get("shapes"), options.get("shape", 0)
    at, is_named = chunk.start, chunk.start == 0 and options["first"]
    for line in data.split(b"\n"):
        if line.strip(b" \t\r\xef\xbb\xbf"):
            if is_named:
                is_named = False
                at += len(line) + 1
                continue
            text = line.lstrip(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace")
            try:
                value = _record(loads(text), names)
                if not shapes or line_shapes.table_of(keys_of(value), shapes) == own:
                    rows.add(at, value)
            except (ValueError, RecursionError):
                if own == 0:
                    _add_loosely(rows, at, text, len(line))
        at += len(line) + 1
    yield rows.batch(0 if own else chunk.stop - chunk.start)


def _add_loosely(rows: Rows, at: int, text: str, size_bytes: int) -> None:
    """Add and count a line that is nearly JSON; reject any other."""
    try:
        rows.add(at, loosely(text))
    except (ValueError, RecursionError):
        rows.reject(at, "not_json", size_bytes)
        return
    rows.loose += 1
