"""Account for every byte and record of the evidence, and report an accounting that does not balance.

Every byte of an object is read, rejected or unread; every record found is read or rejected, and every row read is in a
frame, at an offset of its own chunk; chunks of one source never overlap. If this does not hold, the report contains the
reason "books_do_not_balance", and the scan ends with status 3. This is checked while scanning, not only in tests.
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
"""Prefix of the reason for a fault of this program; the place in the code follows it."""

SURVIVED = (Exception, PanicException)
"""Exceptions that cost the object at hand, not the scan: a fault of this program, and a panic of Polars."""

_OURS = re.compile(r"[/\\\\](?:triage|recognizers|rules)[/\\\\]")

UNBALANCED = "books_do_not_balance"

READ_ELSEWHERE = frozenset({"memo_read_with_its_table", "log_read_with_its_database", "volume_of_another"})
"""Reasons of readers that mean no loss: the object's bytes are read as part of another object."""


def reason(name: str, offset: int | None = None, size_bytes: int = 0) -> dict[str, Occurrences]:
    """Return a `Coverage.reasons` dictionary with one occurrence of a reason."""
    return {name: Occurrences(1, size_bytes, Least(offset))}


def named(error: BaseException) -> str:
    """Return the reason that reports count for this error.

    A fault of this program is "reader_failed" with its place in the code.
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
    """Return the type of an error and the file and line that raised it.

    The message of the error is left out, because it may contain evidence text.
    """
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((each for each in reversed(frames) if _OURS.search(each.filename)), frames[-1])
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"


def unread(size_bytes: int, name: str) -> Coverage:
    """Return the coverage of an object of which `size_bytes` bytes were not read, for the reason `name`."""
    return Coverage(bytes_unread=size_bytes, reasons=reason(name, 0, size_bytes))


def refused(size_bytes: int, name: str) -> Coverage:
    """Return the coverage of an object that its reader refused for the reason `name`.

    For a reason of `READ_ELSEWHERE` all its bytes count as read, otherwise the reading is broken off.
    """
    return Coverage(bytes_read=size_bytes) if name in READ_ELSEWHERE else broken(name)


def broken(name: str, offset: int | None = None) -> Coverage:
    """Return a coverage with one break and its reason; bytes that nothing accounts for are unread at the end."""
    return Coverage(reasons=reason(name, offset), breaks=1)


def lost(chunk: Chunk, name: str) -> Summary:
    """Return the summary of a chunk whose reader stopped for the reason `name`."""
    return Summary(coverage={chunk.source.evidence.key: broken(name, chunk.start)})


def checked(chunk: Chunk, batch: Batch) -> Coverage:
    """Return the coverage of a batch, with a break if its frame does not hold exactly the rows that were counted.

    A break is also added if a row's locator is outside the chunk.
    """
    frame, books = batch.frame, batch.coverage
    is_inside = frame[AT].is_between(chunk.start, chunk.stop, closed="left").all()
    if frame.height == books.rows_read and is_inside:
        return books
    return books + broken(UNBALANCED, chunk.start)


def closing(books: Coverage, size_bytes: int) -> Coverage:
    """Return the coverage to add to that of an object of `size_bytes` bytes when a scan ends; zero if it balances.

    Bytes that no reader accounted for are unread. They are expected if a reader stopped early, which left a break.
    Without a break, or if bytes were counted twice or records do not add up, the reason "books_do_not_balance" is
    added.
    """
    missing = size_bytes - books.bytes_read - books.bytes_rejected - books.bytes_unread
    rows_add_up = books.rows_read + books.rows_rejected == books.records_found
    if missing < 0 or not rows_add_up or (missing and not books.breaks):
        said = reason(UNBALANCED, None, abs(missing))
        return Coverage(bytes_unread=max(missing, 0), reasons=said, breaks=1)
    return Coverage(bytes_unread=missing)


def overlap(chunks: Sequence[Chunk]) -> bool:
    """Return true if two chunks of one source have locators in common."""
    ranges = sorted((chunk.start, chunk.stop) for chunk in chunks)
    return any(stop > start for (_, stop), (start, _) in pairwise(ranges))
