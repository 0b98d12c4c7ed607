"""Read delimited text: CSV, TSV, semicolons, pipes; with or without header, titles above it, quotes, damage.

It is fast for clean text and never loses a byte: a chunk is parsed by Polars and proven by counting (`proof.py`). Of a
chunk that is not clean, the clean lines (`clean_lines.py`) are parsed that way together, and the others by our own
splitter (`record_splitter.py`). An empty cell is null.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.core.format_info import Claim, Format
from triage.core.model import AT, SEGMENT, Batch, Chunk, Source
from triage.core.summary import Coverage, Occurrences
from triage.core.sums import Least
from triage.formats.delimited import tables
from triage.formats.delimited.ditto_marks import written_out
from triage.formats.delimited.proof import parse
from triage.formats.delimited.repair import mend
from triage.formats.delimited.unquoted_cells import quoted
from triage.records.stacked_tables import begins_table
from triage.text.byte_offsets import NEWLINE, Places, places
from triage.text.dialect import dialect, text_of
from triage.text.encoding import TWICE, is_utf8
from triage.text.line_ends import SEPARATORS, ended, ended_letters, records_apart
from triage.text.quoted_rows import are_quoted, unquoted
from triage.text.record_boundaries import boundary
from triage.text.uncommon_quotes import swapped

FORMAT = Format(
    name="delimited",
    title="Delimited text (CSV, TSV, semicolons, pipes, combolists)",
    library="Polars for what is proven clean, own for the rest",
    how="streamed",
    limits="a record of more than 1 MiB is cut in pieces; appended tables are told apart by a header, not in UTF-16",
    accounting="every byte; a record is a row, whatever is wrong with it; header and titles are no records",
)


CHUNK_BYTES = 16 * 1024 * 1024


def claims(head: bytes, name: str) -> Claim:
    """Claim CONTENT if lines have a constant number of delimiters, NAME for a text with such a name only."""
    text = text_of(head)
    if text is None:
        return Claim.NONE
    named = name.lower().endswith((".csv", ".tsv", ".psv"))
    is_table = dialect(text) or are_quoted(text) or begins_table(text)
    return Claim.CONTENT if is_table else Claim.NAME.when(named)


sources = tables.sources


def split(source: Source) -> Iterator[Chunk]:
    """Yield ranges that begin with the first record at or after a multiple of `CHUNK_BYTES`, in one sequential pass."""
    step = max(SEGMENT, CHUNK_BYTES // SEGMENT * SEGMENT)
    unit = 2 if source.encoding.startswith("utf-16") else 1
    with source.evidence.data.open("rb") as file:
        for begin, end, _ in _parts(source):
            start = begin
            while start < end:
                wanted = (start // step + 1) * step
                stop = boundary(source, file.fileno(), start, wanted) if wanted < end else end
                stop = min(end, stop + stop % unit)
                yield Chunk(source, start, stop)
                start = stop


def _parts(source: Source) -> list[tables.Range]:
    """Return the ranges of a table in its file."""
    options = json.loads(source.options)
    return options.get("parts") or [(0, source.evidence.size_bytes, options["skip"])]


def between(source: Source, start: int, stop: int) -> Chunk:
    """Return the records that start in a byte range of a file of one table, without reading what precedes it."""
    size = source.evidence.size_bytes
    unit = 2 if source.encoding.startswith("utf-16") else 1
    with source.evidence.data.open("rb") as file:
        ends = [
            boundary(source, file.fileno(), max(0, at - SEGMENT), at) if 0 < at < size else at for at in (start, stop)
        ]
    first, last = (min(size, at + at % unit) for at in ends)
    return Chunk(source, first, last)


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield one batch with the records of the chunk in order; header and title lines count as bytes, not as records."""
    text = load(chunk)
    yield _accounted(chunk, text, _proven(chunk.source, text) or _mended(chunk.source, text))


@dataclass(frozen=True)
class Text:
    """A chunk as UTF-8. `ends` are the original offsets after each newline; null if they are those of `data`.

    `first_bad` is the offset in the file of the first byte that is no letter of the encoding.
    """

    data: bytes
    start: int
    undecodable: int
    ends: Places | None = None
    first_bad: int = 0

    def reasons(self) -> dict[str, Occurrences]:
        """Return how many bytes are no letters, and the offset of the first in the file; {} if all are."""
        count = self.undecodable
        return {"undecodable_bytes": Occurrences(count, count, Least(self.first_bad))} if count else {}

    @cached_property
    def origins(self) -> NDArray[np.uint64]:
        """Return the original offset of each line's start, and the offset after the last newline."""
        ends = places(np.frombuffer(self.data, np.uint8), NEWLINE) + 1 if self.ends is None else self.ends
        return (np.concatenate([[0], ends]) + self.start).astype(np.uint64)


@dataclass(frozen=True, slots=True)
class _Table:
    """Records as cells, the offset at which each begins, and what is wrong: reason -> such offsets."""

    frame: pl.DataFrame
    at: NDArray[np.uint64]
    wrong: dict[str, NDArray[np.uint64]]


def load(chunk: Chunk) -> Text:
    """Return a chunk's bytes as UTF-8 with newlines, without the byte order mark."""
    source = chunk.source
    start = chunk.start + (source.option("mark") if chunk.start == 0 else 0)
    with source.evidence.data.open("rb") as file:
        raw = os.pread(file.fileno(), chunk.stop - start, start)
    options = json.loads(source.options)
    end, quote, bad, ends = options["end"], options.get("quote", ""), 0, None
    if source.encoding.startswith("utf-16"):
        text = ended_letters(raw.decode(source.encoding, "backslashreplace"), end)
        data, bad = text.encode("utf-8", "backslashreplace"), _count_undefined(raw, source.encoding)
        ends = _ends_wide(text)
    else:
        raw = ended(raw, end)
        if end == "\n" and source.reader == "delimited":
            raw = records_apart(raw, options["delimiter"].encode(source.encoding, "replace"), len(source.columns))
        if source.encoding == "utf-8":
            bad = _count_bad(raw)
            data = raw.decode("utf-8", "backslashreplace").encode() if bad else raw
        else:
            text = raw.decode(source.encoding, "backslashreplace")
            data, bad = text.encode("utf-8", "backslashreplace"), _count_undefined(raw, source.encoding)
        if data is not raw or quote:
            ends = places(np.frombuffer(raw, np.uint8), NEWLINE) + 1
    if options.get("quoted_rows") or options.get("unquoted", -1) >= 0:
        ends = places(np.frombuffer(data, np.uint8), NEWLINE) + 1 if ends is None else ends
        data = _quotes_mended(data.decode(), source).encode()
    if source.reader == "delimited" and not quote:
        marked = written_out(data, options["delimiter"].encode(), len(source.columns))
        if marked is not data:
            ends = places(np.frombuffer(data, np.uint8), NEWLINE) + 1 if ends is None else ends
            data = marked
    first_bad = start + _first_bad(raw, source.encoding) if bad else 0
    return Text(swapped(data.decode(), quote).encode() if quote else data, start, bad, ends, first_bad)


def _first_bad(raw: bytes, encoding: str) -> int:
    """Return the offset of the first byte that is no letter of an encoding."""
    try:
        raw.decode("utf-8" if encoding == TWICE else encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _quotes_mended(text: str, source: Source) -> str:
    """Return a text with as many lines, without quotes around rows, and with quotes around cells that need them."""
    if source.option("quoted_rows"):
        text = unquoted(text)
    column = source.option("unquoted")
    return quoted(text, source.option("delimiter"), (len(source.columns), column)) if column >= 0 else text


def _count_bad(raw: bytes) -> int:
    r"""Return the number of bytes that are not UTF-8; they are shown as \xNN, so that nothing is lost."""
    if is_utf8(raw):
        return 0
    return len(raw) - len(raw.decode("utf-8", "ignore").encode())


def _count_undefined(raw: bytes, encoding: str) -> int:
    """Return the number of bytes without a character in a one-byte encoding, or of invalid units in a wider one."""
    if encoding == TWICE:
        return _count_bad(raw)
    if encoding.startswith(("utf-16", "utf-32")):
        return raw.decode(encoding, "replace").count("\ufffd")
    return len(raw) - len(raw.decode(encoding, "ignore"))


def _ends_wide(text: str) -> NDArray[np.int64]:
    """Return the offsets after each newline of a text in UTF-16."""
    units = [len(line) + sum(letter > "\uffff" for letter in line) for line in text.split("\n")[:-1]]
    return np.cumsum(2 * np.array(units, np.int64) + 2)


def _proven(source: Source, text: Text) -> _Table | None:
    """Return the records of clean text; null if the text is not proven to be clean."""
    delimiter, width = source.option("delimiter"), len(source.columns)
    proven = parse(text.data, delimiter, width) if len(delimiter.encode()) == 1 else None
    if proven is None:
        return None
    if text.ends is None:
        at = (proven.starts + text.start).astype(np.uint64)
    else:
        newlines = places(np.frombuffer(text.data, np.uint8), NEWLINE)
        at = text.origins[np.searchsorted(newlines, proven.starts)]
    return _Table(proven.frame, at, {})


def _mended(source: Source, text: Text) -> _Table:
    """Return the records of any text."""
    mended = mend(text.data, source.option("delimiter"), len(source.columns))
    origins = text.origins
    wrong = {reason: origins[np.array(lines)] for reason, lines in mended.wrong.items()}
    return _Table(mended.frame, origins[mended.line], wrong)


def _accounted(chunk: Chunk, text: Text, table: _Table) -> Batch:
    """Return the batch with its accounting: header, title and repeated header lines are not rows."""
    source = chunk.source
    above = next((skip for start, _, skip in _parts(source) if start == chunk.start), 0)
    top = source.option("header") if chunk.start == 0 else -1
    first = int(text.origins[min(above, len(text.origins) - 1)]) if above else 0
    frame = table.frame.with_columns(pl.Series(AT, table.at, pl.UInt64)).slice(int(np.searchsorted(table.at, first)))
    if top >= 0:
        frame = frame.filter(pl.col(AT) != text.origins[top])
    if quote := source.option("quote"):
        frame = frame.with_columns(pl.col(pl.String).str.replace_many([quote, '"'], ['"', quote]))
    if (end := source.option("end")) in SEPARATORS and end.encode() in text.data:
        frame = frame.with_columns(pl.col(pl.String).str.replace_all(end, "\n", literal=True))
    repeats = _repeated_headers(source, frame)
    if repeats.height:
        frame = frame.join(repeats, on=AT, how="anti", maintain_order="left")
    wrong = {reason: at[at >= first] for reason, at in table.wrong.items()}
    reasons = {reason: Occurrences(len(at), 0, Least(int(at.min()))) for reason, at in wrong.items() if len(at)}
    if repeats.height:
        reasons["repeated_header"] = Occurrences(repeats.height, 0, Least(int(repeats[AT][0])))
    reasons |= text.reasons()
    coverage = Coverage(
        bytes_read=chunk.stop - chunk.start,
        records_found=frame.height,
        rows_read=frame.height,
        reasons=reasons,
    )
    return Batch(frame, coverage)


def _repeated_headers(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that repeat the header, in any case; the last named column excludes most files without any."""
    exact = [index for index, name in enumerate(source.columns) if name] if source.has_header else []
    if not exact:
        return frame.head(0)
    last = source.columns[exact[-1]]
    is_same = frame[str(exact[-1])].is_in([last, last.lower(), last.upper(), last.title()])
    found = frame.filter(is_same) if is_same.any() else frame.head(0)
    for index, name in enumerate(source.columns):
        if not found.height:
            break
        cell = pl.col(str(index)).fill_null("").str.strip_chars(" \t\ufeff").str.to_lowercase()
        found = found.filter(cell == name.strip(" \t\ufeff").lower())
    return found
