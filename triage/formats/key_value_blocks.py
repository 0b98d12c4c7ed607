"""Read key-value blocks, as look-up bots and sites answer: "Name : ... / CNIC : ... / Address : ...".

A block becomes a record, so that it is judged like a row of a table; `triage.records.key_values` makes the records.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from triage.core.format_info import Claim, Format
from triage.core.model import SEGMENT, Batch, Chunk, Evidence, Source
from triage.core.names import is_header_word, same
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.records.key_values import Records, is_ruler, pairs, table
from triage.records.stacked_tables import begins_table
from triage.records.turned_rows import lies_on_its_side
from triage.text.dialect import text_of
from triage.text.encoding import decide, mark_length
from triage.text.line_ends import ended, ended_letters

FORMAT = Format(
    name="blocks",
    title="Key-value blocks in text, as look-up bots answer",
    library="own",
    how="streamed",
    limits="keys of up to four words; a record of more than 256 KiB is cut",
    accounting="every byte; a record is a block, lines of no pair stand in its last column",
)

_CHUNK = 8 * 1024 * 1024
_AHEAD = 256 * 1024
_LOOKED_AT = 1_000
_OF_FORM = 2
"""Cells of a row of a form: a label and its value."""

_LEAST_ROWS, _MOSTLY = 3, 0.8
"""Fewest rows of the same width, and their share of all, by which a text is a table."""


def claims(head: bytes, name: str) -> Claim:
    """Claim RECORDS for text whose lines are mostly such pairs."""
    del name
    text = text_of(head)
    if text is None or begins_table(text) or lies_on_its_side(text):
        return Claim.NONE
    return Claim.RECORDS.when(table(text.splitlines()) and not _is_in_cells(text))


def _is_in_cells(text: str) -> bool:
    """Return true for a table whose quoted cells contain the blocks: each cell is opened when it is read."""
    return '"' in text and any(_is_table(text, delimiter) for delimiter in ",\t;|")


def _is_table(text: str, delimiter: str) -> bool:
    lines = text.splitlines(keepends=True)[:_LOOKED_AT]
    rows_found = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    widths = Counter(map(len, rows_found))
    (width, rows), *_ = widths.most_common(1) or [(0, 0)]
    labels = [row[0] for row in rows_found if len(row) == _OF_FORM == width]
    if labels and sum(map(is_header_word, labels)) > _MOSTLY * len(labels):
        return False
    return width > 1 and rows >= _LEAST_ROWS and rows >= _MOSTLY * widths.total()


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one table; its columns are the first keys."""
    with evidence.data.open("rb") as file:
        head = file.read(1 << 18)
    encoding, grounds = decide(head)
    lines = (text_of(head) or "").splitlines()
    yield Source(
        evidence,
        "blocks",
        "",
        table(lines),
        encoding=encoding,
        options=json.dumps({"mark": mark_length(head)}),
        notes=(f"encoding {encoding}: {grounds}", "blocks of keys and values are read as records"),
    )


def split(source: Source) -> Iterator[Chunk]:
    """Yield byte ranges that begin with a first key."""
    yield from ranges(source, _next_record, _AHEAD)


def ranges(source: Source, border: Callable[[bytes, Source], int], ahead: int) -> Iterator[Chunk]:
    """Yield byte ranges that begin with a record; one range if characters are wider than a byte.

    `border` returns how many bytes precede the first record in the bytes from a place on, of which it gets `ahead`.
    """
    size, start = source.evidence.size_bytes, 0
    if not is_narrow(source.encoding):
        yield Chunk(source, 0, size)
        return
    with source.evidence.data.open("rb") as file:
        while start < size:
            stop = min(size, start // SEGMENT * SEGMENT + _CHUNK)
            if stop < size:
                file.seek(stop)
                stop += border(file.read(ahead), source)
            yield Chunk(source, start, min(stop, size))
            start = stop


def is_narrow(encoding: str) -> bool:
    """Return true if every newline is one byte with the value 10, and no other character contains it."""
    return not encoding.startswith(("utf-16", "utf-32"))


def _next_record(data: bytes, source: Source) -> int:
    """Return the number of bytes before the first line that begins a record; before the first line if none does."""
    first = same(source.columns[0])
    places = [at for at, _ in placed_lines(data, source.encoding)][1:]
    title = -1
    for start, stop in pairwise([*places, len(data)]):
        line = data[start:stop].decode(source.encoding, "replace").strip("\r\n")
        found = pairs(line)
        if found and same(found[0][0]) == first:
            return start if title < 0 else title
        if found or is_ruler(line):
            title = stop if is_ruler(line) else -1
    return places[0] if places else len(data)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch with the records of the chunk."""
    source = chunk.source
    with source.evidence.data.open("rb") as file:
        file.seek(chunk.start)
        raw = file.read(chunk.stop - chunk.start)
    records, wrong = Records(source.columns), 0
    for at, line in placed_lines(raw, source.encoding):
        wrong += "\\x" in line and b"\\x" not in raw[at : at + 4 * len(line) + 4]
        records.add(chunk.start + at, line)
    records.close()
    frame = records.frame()
    reasons = {"bad_bytes": Occurrences(wrong, 0, Least(chunk.start))} if wrong else {}
    yield Batch(frame, Coverage(len(raw), 0, 0, frame.height, frame.height, 0, reasons))


def placed_lines(raw: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and text of every line, whatever ends it; undecodable bytes are escaped."""
    if is_narrow(encoding):
        at = 0
        for line in ended(raw, "\r").split(b"\n"):
            yield at, line.decode(encoding, "backslashreplace").strip("\r\ufeff")
            at += len(line) + 1
        return
    place = 0
    for text in ended_letters(raw.decode(encoding, "backslashreplace"), "\r").split("\n"):
        yield place, text.strip("\r\ufeff")
        place += len(text.encode(encoding, "replace")) + len("\n".encode(encoding))
