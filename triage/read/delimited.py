"""Delimited text: CSV, TSV, semicolons, pipes; with or without header, titles above it, quotes, faults.

Fast where it is clean, and lossless everywhere: a chunk is proven clean by counting (`proof.py`) and parsed by Polars,
and the rows are compared with the proof. Of a chunk that is not clean, the lines that are clean are cut at the
delimiter, and the others go to our own splitter (`splitter.py`). An empty cell is null.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.formats import Format
from triage.model import AT, SEGMENT, Batch, Chunk, Evidence, Source
from triage.read.cuts import boundary
from triage.read.dialect import COMMON, HEAD_BYTES, dialect, text_of
from triage.read.encoding import TWICE, mark_length, of
from triage.read.layout import layout_of
from triage.read.proof import LONGEST_RECORD, prove
from triage.read.splitter import LONGEST_LINES, records, split_quoted
from triage.summary import Coverage, Occurrences
from triage.sums import Least

FORMAT = Format(
    title="Delimited text (CSV, TSV, semicolons, pipes, combolists)",
    library="Polars for what is proven clean, own for the rest",
    how="streamed",
    limits="a record of more than 1 MiB is cut in pieces",
    accounting="every byte; a record is a row, whatever is wrong with it; header and titles are no records",
)

CHUNK_BYTES = 16 * 1024 * 1024

_NEWLINE = 10
_QUOTES = bytes.maketrans(b"'\"", b"\"'")


def claims(head: bytes, name: str) -> int:
    """2 where lines have a constant number of delimiters; 1 where only the name says so and the bytes are text."""
    text = text_of(head)
    if text is None:
        return 0
    named = name.lower().endswith((".csv", ".tsv", ".psv"))
    return 2 if dialect(text) else int(named)


def sources(evidence: Evidence) -> Iterator[Source]:
    """One table; encoding, delimiter, header and width are decided on the first 256 KiB."""
    with evidence.data.open("rb") as file:
        head = file.read(HEAD_BYTES)
    encoding, grounds = of(evidence.data)
    text = text_of(head) or ""
    layout = layout_of(text, whole=len(head) < HEAD_BYTES)
    options = {
        "delimiter": layout.delimiter,
        "mark": mark_length(head),
        "skip": layout.skip,
        "header": layout.header,
        "single": layout.is_single_quoted,
        "returns": "\n" not in text and "\r" in text,
    }
    yield Source(
        evidence=evidence,
        reader="delimited",
        table="",
        columns=layout.columns,
        has_header=layout.has_header,
        encoding=encoding,
        options=json.dumps(options),
        notes=(f"encoding {encoding}: {grounds}", *layout.notes),
    )


def split(source: Source) -> Iterator[Chunk]:
    """Ranges that begin with the first record at or behind a multiple of `CHUNK_BYTES`, by one sequential look."""
    size, start = source.evidence.size_bytes, 0
    step = max(SEGMENT, CHUNK_BYTES // SEGMENT * SEGMENT)
    unit = 2 if source.encoding.startswith("utf-16") else 1
    with source.evidence.data.open("rb") as file:
        while start < size:
            wanted = (start // step + 1) * step
            stop = boundary(source, file.fileno(), start, wanted) if wanted < size else size
            stop += stop % unit
            yield Chunk(source, start, stop)
            start = stop


def batches(chunk: Chunk) -> Iterator[Batch]:
    """One batch: the records of the chunk in their order; header and title lines are bytes read and no records."""
    lines = load(chunk)
    table = _proven(chunk.source, lines) or _mended(chunk.source, lines)
    yield _accounted(chunk, lines, table)


@dataclass(frozen=True, slots=True)
class _Lines:
    """A chunk as UTF-8, the places of its newlines, and where each line starts in the original, in bytes."""

    data: bytes
    newlines: NDArray[np.int64]
    origins: NDArray[np.uint64]
    undecodable: int


@dataclass(frozen=True, slots=True)
class _Table:
    """Records as cells, the line each begins on, and what was wrong: reason -> lines."""

    frame: pl.DataFrame
    line: NDArray[np.int64]
    wrong: dict[str, list[int]]


def load(chunk: Chunk) -> _Lines:
    """A chunk's bytes as UTF-8 lines, without the byte order mark."""
    source = chunk.source
    start = chunk.start + (source.option("mark") if chunk.start == 0 else 0)
    with source.evidence.data.open("rb") as file:
        raw = os.pread(file.fileno(), chunk.stop - start, start)
    if source.option("returns"):
        raw = raw.replace(b"\r", b"\n")
    if json.loads(source.options).get("single"):
        raw = raw.translate(_QUOTES)
    if source.encoding == "utf-8":
        bad = _count_bad(raw)
        data = raw.decode("utf-8", "backslashreplace").encode() if bad else raw
    else:
        text = raw.decode(source.encoding, "backslashreplace")
        data, bad = text.encode("utf-8", "backslashreplace"), _count_undefined(raw, source.encoding)
    newlines = np.flatnonzero(np.frombuffer(data, np.uint8) == _NEWLINE)
    if data is raw:
        ends = newlines + 1
    elif source.encoding.startswith("utf-16"):
        ends = _ends_wide(text)
    else:
        ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == _NEWLINE) + 1
    return _Lines(data, newlines, (np.concatenate([[0], ends]) + start).astype(np.uint64), bad)


def _count_bad(raw: bytes) -> int:
    r"""Bytes that are not UTF-8; they are shown as \xNN, so that nothing is lost."""
    if raw.isascii():
        return 0
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return len(raw) - len(raw.decode("utf-8", "ignore").encode())
    return 0


def _count_undefined(raw: bytes, encoding: str) -> int:
    """Bytes that stand for no letter in an encoding of one byte a letter; of a wider one units that are none."""
    if encoding == TWICE:
        return _count_bad(raw)
    if encoding.startswith(("utf-16", "utf-32")):
        return raw.decode(encoding, "replace").count("\ufffd")
    return len(raw) - len(raw.decode(encoding, "ignore"))


def _ends_wide(text: str) -> NDArray[np.int64]:
    """Byte offsets behind each newline of a text in two-byte units."""
    units = [len(line) + sum(letter > "\uffff" for letter in line) for line in text.split("\n")[:-1]]
    return np.cumsum(2 * np.array(units, np.int64) + 2)


def _proven(source: Source, lines: _Lines) -> _Table | None:
    delimiter, width = source.option("delimiter"), len(source.columns)
    proof = prove(lines.data, delimiter, width, lines.newlines) if len(delimiter.encode()) == 1 else None
    if proof is None:
        return None
    frame = _parse(lines.data, delimiter, width, quoted=proof.has_quotes)
    if frame.height != len(proof.starts):
        return None
    rows = np.arange(frame.height)
    return _Table(frame, np.searchsorted(lines.newlines, proof.starts) if proof.has_quotes else rows, {})


def _parse(data: bytes, delimiter: str, width: int, *, quoted: bool) -> pl.DataFrame:
    if not data:
        return pl.DataFrame(schema={str(i): pl.String for i in range(width)})
    frame = pl.read_csv(
        data,
        has_header=False,
        separator=delimiter,
        quote_char='"' if quoted else None,
        infer_schema=False,
        new_columns=[str(i) for i in range(width)],
    )
    # Polars tells a quoted empty cell from one without quotes; writers do not.
    whole = frame.with_columns(pl.when(pl.all() != "").then(pl.all())) if quoted else frame
    return whole.rechunk()


def _mended(source: Source, lines: _Lines) -> _Table:
    """The clean lines by Polars, the others by our splitter, in the order of the file."""
    delimiter, width = source.option("delimiter"), len(source.columns)
    text = lines.data.decode("utf-8")
    rows = [line.removesuffix("\r") for line in text.split("\n")]
    if rows and not rows[-1]:
        rows.pop()
    is_clean = np.array(
        [
            len(row) < LONGEST_RECORD and '"' not in row and row.count(delimiter) == width - 1 and row != ""
            for row in rows
        ],
        bool,
    )
    wrong: dict[str, list[int]] = {}
    cells: list[list[str | None]] = []
    begins: list[int] = []
    after = 0
    for at in np.flatnonzero(~is_clean).tolist():
        if at < after or not rows[at]:
            continue
        found, taken = _dirty(rows, at, delimiter, width)
        for fields, reason in found:
            if reason:
                wrong.setdefault(reason, []).append(at)
            cells.append(fields)
            begins.append(at)
        after = at + taken
        is_clean[at + 1 : after] = False
    clean = np.flatnonzero(is_clean)
    quick = [rows[at].split(delimiter) for at in clean.tolist()]
    columns = {str(i): [row[i] or None for row in quick] + [row[i] for row in cells] for i in range(width)}
    line = np.concatenate([clean, np.array(begins, np.int64)])
    order = np.argsort(line, kind="stable")
    return _Table(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))[order], line[order], wrong)


def _dirty(rows: Sequence[str], at: int, delimiter: str, width: int) -> tuple[list[tuple[list[str | None], str]], int]:
    """The record (or the pieces of an oversize one) that begins on a line that is not clean, and the lines it takes."""
    row = rows[at]
    if len(row) >= LONGEST_RECORD:
        steps = range(0, len(row), LONGEST_RECORD)
        return [(_fit([row[i : i + LONGEST_RECORD]], width, delimiter), "oversize") for i in steps], 1
    record = next(records(rows[at : at + LONGEST_LINES], delimiter, width))
    reason = record.reason
    if len(record.fields) != width and width > 2 and delimiter in COMMON:
        for other in COMMON:
            if other != delimiter and len(fields := split_quoted(row, other) or row.split(other)) == width:
                return [(_fit(fields, width, other), "other_delimiter")], 1
    if len(record.fields) != width:
        reason = reason or ("extra_fields" if len(record.fields) > width else "short_row")
    return [(_fit(record.fields, width, delimiter), reason)], record.lines


def _fit(fields: Sequence[str], width: int, delimiter: str) -> list[str | None]:
    """Exactly `width` cells: surplus fields stay in the last, missing ones are null."""
    kept = [*fields[: width - 1], delimiter.join(fields[width - 1 :])] if len(fields) > width else list(fields)
    return [field or None for field in kept] + [None] * (width - len(kept))


def _accounted(chunk: Chunk, lines: _Lines, table: _Table) -> Batch:
    """The batch with its books: header, title and repeated header lines are no rows."""
    source = chunk.source
    frame = table.frame.with_columns(pl.Series(AT, lines.origins[table.line], pl.UInt64))
    above, top = (source.option("skip"), source.option("header")) if chunk.start == 0 else (0, -1)
    if above or top >= 0:
        frame = frame.filter(pl.Series((table.line >= above) & (table.line != top)))
    if source.option("single"):
        frame = frame.with_columns(pl.col(pl.String).str.replace_many(["'", '"'], ['"', "'"]))
    repeats = _repeated_headers(source, frame)
    if repeats.height:
        frame = frame.join(repeats, on=AT, how="anti", maintain_order="left")
    wrong = {reason: [line for line in at if line >= above] for reason, at in table.wrong.items()}
    reasons = {r: Occurrences(len(at), 0, Least(int(lines.origins[min(at)]))) for r, at in wrong.items() if at}
    if repeats.height:
        reasons["repeated_header"] = Occurrences(repeats.height, 0, Least(int(repeats[AT][0])))
    if lines.undecodable:
        reasons["undecodable_bytes"] = Occurrences(lines.undecodable, lines.undecodable, Least(chunk.start))
    coverage = Coverage(
        bytes_read=chunk.stop - chunk.start,
        records_found=frame.height + repeats.height,
        rows_read=frame.height,
        rows_rejected=repeats.height,
        reasons=reasons,
    )
    return Batch(frame, coverage)


def _repeated_headers(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that are the header again; one column tells most files that have none."""
    found = frame if source.has_header else frame.head(0)
    for index, name in enumerate(source.columns):
        if not found.height:
            break
        found = found.filter(pl.col(str(index)).fill_null("").str.strip_chars(" \t\ufeff") == name.strip(" \t\ufeff"))
    return found
