"""The books of evidence: what every object must account for, checked while scanning and not only in tests.

Every byte of an object is read, rejected or unread; every record found is read or rejected; chunks of one source never
overlap. Where this does not hold, the report says "books_do_not_balance", and the scan ends with status 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from triage.model import Chunk
from triage.summary import Coverage, Occurrences, Summary
from triage.sums import Least

UNBALANCED = "books_do_not_balance"

READ_ELSEWHERE = frozenset({"memo_read_with_its_table", "log_read_with_its_database"})
"""Reasons of readers that are none for a loss: the object's bytes are read as part of another."""


def reason(name: str, offset: int | None = None, size_bytes: int = 0) -> dict[str, Occurrences]:
    """One occurrence of a reason, as `Coverage.reasons`."""
    return {name: Occurrences(1, size_bytes, Least(offset))}


def unread(size_bytes: int, name: str) -> Coverage:
    """So many bytes that nobody read, and why."""
    return Coverage(bytes_unread=size_bytes, reasons=reason(name, 0, size_bytes))


def refused(size_bytes: int, name: str) -> Coverage:
    """The books of an object whose reader came no further, for this reason."""
    return Coverage(bytes_read=size_bytes) if name in READ_ELSEWHERE else Coverage(reasons=reason(name))


def lost(chunk: Chunk, name: str) -> Summary:
    """The part of a chunk whose reader came no further: its bytes stay open and are unread at the end."""
    return Summary(coverage={chunk.source.evidence.key: Coverage(reasons=reason(name, chunk.start))})


def closing(books: Coverage, size_bytes: int) -> Coverage:
    """What must be added to the books of an object of this size at the end of a scan; nothing where they balance.

    Bytes that no reader accounted for are unread. A reader that came no further has given its reason; without one,
    and for bytes counted twice or records that do not add up, the books do not balance, and that is said.
    """
    missing = size_bytes - books.bytes_read - books.bytes_rejected - books.bytes_unread
    rows_add_up = books.rows_read + books.rows_rejected == books.records_found
    if missing < 0 or not rows_add_up or (missing and not books.reasons):
        return Coverage(bytes_unread=max(missing, 0), reasons=reason(UNBALANCED, None, abs(missing)))
    return Coverage(bytes_unread=missing)


def overlap(chunks: Sequence[Chunk]) -> bool:
    """True when two chunks of one source own the same locators."""
    ranges = sorted((chunk.start, chunk.stop) for chunk in chunks)
    return any(stop > start for (_, stop), (start, _) in pairwise(ranges))
