"""Tell a table that lies on its side: the first column names what the rows hold, and each further one is a record."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.names import is_header, is_header_word, same

MOST_ROWS, LEAST_ROWS = 60, 2
_LEAST_RECORDS = 3
_MOSTLY = 0.8
_DIGITS = 10
"""Fewest digits of a number of a person."""

_BEGINS = 1 << 16


def is_turned(rows: Sequence[Sequence[str]]) -> bool:
    """Return true for rows that begin with different header words: some of persons' numbers, some of other things."""
    labels = [row[0].strip() for row in rows]
    if len(rows) < LEAST_ROWS or not all(labels) or len({*map(same, labels)}) < len(labels):
        return False
    if sum(map(is_header, labels)) < LEAST_ROWS or sum(map(is_header_word, labels)) < _MOSTLY * len(labels):
        return False
    cells = [cell for row in rows for cell in row[1:] if cell.strip()]
    longest = max(sum(bool(cell.strip()) for cell in row[1:]) for row in rows)
    shares = [_share_of_numbers(row[1:]) for row in rows]
    is_mixed = max(shares) >= _MOSTLY and min(shares) <= 1 - _MOSTLY
    return longest >= _LEAST_RECORDS and is_mixed and sum(map(is_header, cells)) <= (1 - _MOSTLY) * len(cells)


def _share_of_numbers(cells: Sequence[str]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(sum(map(str.isdigit, cell)) >= _DIGITS for cell in filled) / max(1, len(filled))


def lies_on_its_side(text: str) -> bool:
    """Return true for a text of such rows, with any common delimiter between their cells."""
    lines = [line for line in text[:_BEGINS].splitlines() if line.strip()]
    if not LEAST_ROWS <= len(lines) <= MOST_ROWS:
        return False
    widths = [[line.count(sign) for line in lines] for sign in ",;|\t"]
    pairs = zip(",;|\t", widths, strict=True)
    return any(is_turned([line.split(sign) for line in lines]) for sign, width in pairs if min(width) >= _LEAST_RECORDS)
