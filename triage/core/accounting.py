"""The books of evidence: what every object must account for, checked while scanning and not only in tests.

Every byte of an object is read, rejected or unread; every record found is read or rejected, and every row read is in a
frame, at a place of its own chunk; chunks of one source never overlap. Where this does not hold, the report says
"books_do_not_balance", and the scan ends with status 3.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from polars.exceptions import PanicException

from triage.core.errors import FULL, EvidenceError, is_full
from triage.core.model import AT, Batch, Chunk
from triage.core.summary import Coverage, Occurrences, Summary
from triage.core.sums import Least

FAULT = "reader_failed"
"""What the reason for a fault of ours begins with: its place in the code follows."""

SURVIVED = (Exception, PanicException)
"""What costs the object at hand and not the scan: a fault of ours, and what Polars calls a panic."""

_OURS = re.compile(r"[/\\\\](?:triage|recognizers|rules)[/\\\\]")

UNBALANCED = "books_do_not_balance"

READ_ELSEWHERE = frozenset({"memo_read_with_its_table", "log_read_with_its_database", "volume_of_another"})
"""Reasons of readers that are none for a loss: the object's bytes are read as part of another."""


def reason(name: str, offset: int | None = None, size_bytes: int = 0) -> dict[str, Occurrences]:
    """One occurrence of a reason, as `Coverage.reasons`."""
    return {name: Occurrences(1, size_bytes, Least(offset))}


def named(error: BaseException) -> str:
    """Return the counted word for what keeps a reader from its evidence.

    For a fault of ours with its place in the code.
    """
    if isinstance(error, EvidenceError):
        return str(error) if error.reason == FAULT else error.reason
    if isinstance(error, FileNotFoundError):
        return "gone"
    if is_full(error):
        return FULL
    if isinstance(error, OSError) and error.errno is not None:
        return f"not_readable_{error.errno}"
    return "over_memory" if isinstance(error, MemoryError) else f"{FAULT}: {place(error)}"


def place(error: BaseException) -> str:
    """Where in the code it went wrong, and how: without the words of the error, which may be evidence."""
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((each for each in reversed(frames) if _OURS.search(each.filename)), frames[-1])
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"


def unread(size_bytes: int, name: str) -> Coverage:
    """So many bytes that nobody read, and why."""
    return Coverage(bytes_unread=size_bytes, reasons=reason(name, 0, size_bytes))


def refused(size_bytes: int, name: str) -> Coverage:
    """Return the books of an object whose reader came no further, for this reason."""
    return Coverage(bytes_read=size_bytes) if name in READ_ELSEWHERE else broken(name)


def broken(name: str, offset: int | None = None) -> Coverage:
    """Return a break in the reading, and why: bytes that stay open are unread at the end."""
    return Coverage(reasons=reason(name, offset), breaks=1)


def lost(chunk: Chunk, name: str) -> Summary:
    """Return the part of a chunk whose reader came no further."""
    return Summary(coverage={chunk.source.evidence.key: broken(name, chunk.start)})


def checked(chunk: Chunk, batch: Batch) -> Coverage:
    """Return the books of a batch, with a break where its frame does not hold the rows that they speak of."""
    frame, books = batch.frame, batch.coverage
    is_inside = frame[AT].is_between(chunk.start, chunk.stop, closed="left").all()
    if frame.height == books.rows_read and is_inside:
        return books
    return books + broken(UNBALANCED, chunk.start)


def closing(books: Coverage, size_bytes: int) -> Coverage:
    """Return what must be added to the books of an object of this size at the end of a scan.

    Nothing where they balance.

    Bytes that no reader accounted for are unread. A reader that came no further has left a break; without one, and for
    bytes counted twice or records that do not add up, the books do not balance, and that is said.
    """
    missing = size_bytes - books.bytes_read - books.bytes_rejected - books.bytes_unread
    rows_add_up = books.rows_read + books.rows_rejected == books.records_found
    if missing < 0 or not rows_add_up or (missing and not books.breaks):
        said = reason(UNBALANCED, None, abs(missing))
        return Coverage(bytes_unread=max(missing, 0), reasons=said, breaks=1)
    return Coverage(bytes_unread=missing)


def overlap(chunks: Sequence[Chunk]) -> bool:
    """Return true when two chunks of one source own the same locators."""
    ranges = sorted((chunk.start, chunk.stop) for chunk in chunks)
    return any(stop > start for (_, stop), (start, _) in pairwise(ranges))
