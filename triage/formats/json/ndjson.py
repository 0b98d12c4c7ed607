"""Read NDJSON, one JSON value per line, as Elasticsearch, MongoDB and many crawlers export."""

from __future__ import annotations

import os
from collections.abc import Iterator

from triage.core.format_info import Claim, Format
from triage.core.model import SEGMENT, Batch, Chunk, Evidence, Source
from triage.records.json_pairs import Pairs
from triage.records.nested_values import loads, loosely
from triage.records.record_frame import Rows, columns_of

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
    good = [line for line in lines[:2] if _is_object(line)]
    if len(good) == 2:
        return Claim.SIGNATURE
    return Claim.CONTENT.when(len(good) == 1 and name.lower().endswith((".ndjson", ".jsonl")))


def _is_object(line: bytes) -> bool:
    if not line.strip().startswith(b"{"):
        return False
    try:
        return isinstance(loosely(line.decode("utf-8", "backslashreplace")), Pairs)
    except (ValueError, RecursionError):
        return False


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; its columns are the keys found at the start, the middle and the end."""
    size = evidence.size_bytes
    seen: list[object] = []
    with evidence.data.open("rb") as file:
        for start in sorted({0, max(0, size // 2), max(0, size - _HEAD)}):
            lines = os.pread(file.fileno(), _HEAD, start).split(b"\n")
            texts = (
                line.decode("utf-8", "backslashreplace") for line in lines[bool(start) : 2_000] if _is_object(line)
            )
            seen.extend(map(loosely, texts))
    yield Source(evidence, "ndjson", "", columns_of(seen))


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
    at = chunk.start
    for line in data.split(b"\n"):
        if line.strip(b" \t\r\xef\xbb\xbf"):
            text = line.lstrip(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace")
            try:
                rows.add(at, loads(text))
            except (ValueError, RecursionError):
                _add_loosely(rows, at, text, len(line))
        at += len(line) + 1
    yield rows.batch(chunk.stop - chunk.start)


def _add_loosely(rows: Rows, at: int, text: str, size_bytes: int) -> None:
    """Add and count a line that is nearly JSON; reject any other."""
    try:
        rows.add(at, loosely(text))
    except (ValueError, RecursionError):
        rows.reject(at, "not_json", size_bytes)
        return
    rows.loose += 1
