"""Prove that bytes are clean delimited text, so that no byte can have been lost in parsing.

There are two proofs: by lines, if each is a record and no quote is doubled, as nearly always; and for other text by the
offsets of all quotes, which takes longer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.text.bulk_parse import Mask, Raw, Signs, by_lines, line_ends, parsed, schema, sizes, without_returns
from triage.text.byte_offsets import QUOTE, RETURN, Places, count, places
from triage.text.clean_lines import LONGEST_RECORD
from triage.text.record_splitter import LONGEST_LINES


@dataclass(frozen=True, slots=True)
class Proven:
    """Records as columns of text, "0", "1", ..., and the offset at which each begins; an empty cell is null."""

    frame: pl.DataFrame
    starts: Places


def parse(data: bytes, delimiter: str, width: int) -> Proven | None:
    """Return the records of clean bytes; null if they are not proven to be clean.

    Clean records are UTF-8 with `width` cells, have quotes only around whole cells, and carriage returns only before
    newlines that end records; no line is empty. The last may lack its newline. `delimiter` is one byte.
    """
    if not data:
        return Proven(pl.DataFrame(schema=schema(width)), np.zeros(0, np.int64))
    signs, raw = Signs(delimiter), np.frombuffer(data, np.uint8)
    frame, ends = parsed(data, signs, width), line_ends(raw, signs.end)
    if frame is None:
        return None
    starts = _of_lines(frame, raw, ends, signs)
    if starts is None:
        starts = _of_quotes(frame, raw, ends, signs)
    if starts is None:
        return None
    # Polars distinguishes a quoted empty cell from an unquoted one; writers do not.
    has_empty = b'"' in data and any(bool((column == "").any()) for column in frame.iter_columns())
    return Proven(frame.with_columns(pl.when(pl.all() != "").then(pl.all())) if has_empty else frame, starts)


def _of_lines(frame: pl.DataFrame, raw: Raw, ends: Places, signs: Signs) -> Places | None:
    """Return the offsets of records if each line is one and no quote is doubled; else null."""
    if frame.height != len(ends):
        return None
    rows = by_lines(frame, raw, ends, signs)
    return rows.starts if rows.is_whole.all() and _are_records(raw, rows.starts, rows.ends, ends) else None


def _of_quotes(frame: pl.DataFrame, raw: Raw, ends: Places, signs: Signs) -> Places | None:
    """Return the offsets of records if all quotes are at borders of cells and only quoted newlines end no record.

    Else null.
    """
    quotes = places(raw, QUOTE)
    if not len(quotes) or not _are_at_borders(raw, quotes, ord(signs.delimiter)):
        return None
    # A newline ends a record if an even number of quotes precedes it.
    before = np.searchsorted(quotes, ends)
    whole = np.flatnonzero(before % 2 == 0)
    if int(np.diff(whole, prepend=-1).max()) > LONGEST_LINES or len(whole) != frame.height:
        return None
    stops, lacking = ends[whole], np.diff(before[whole], prepend=0)
    if len(doubled := quotes[2::2][quotes[2::2] == quotes[1:-1:2] + 1]):
        lacking -= np.bincount(np.searchsorted(stops, doubled), minlength=len(stops))
    starts = np.concatenate([[0], stops[:-1] + 1])
    ends = without_returns(raw, starts, stops)
    if bool((sum(sizes(frame), lacking) + (frame.width - 1) != ends - starts).any()):
        return None
    return starts if _are_records(raw, starts, ends, stops) else None


def _are_records(raw: Raw, starts: Places, ends: Places, stops: Places) -> bool:
    """Return whether no record is empty or too long, and each carriage return precedes a newline that ends a record."""
    lengths = ends - starts
    if int(lengths.min()) == 0 or int(lengths.max()) >= LONGEST_RECORD:
        return False
    return int(np.count_nonzero(ends != stops)) == count(raw, RETURN)


def _are_at_borders(raw: Raw, quotes: Places, delimiter: int) -> bool:
    """Return true if opening quotes follow a delimiter, newline or closing quote, and closing ones precede such."""
    if len(quotes) % 2:
        return False
    is_border = np.zeros(256, bool)
    is_border[[delimiter, 10, QUOTE]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    before: Mask = is_border[raw[np.maximum(opening, 1) - 1]] | (opening == 0)
    behind = raw.take(closing + 1, mode="clip")
    is_return = (behind == RETURN) & (closing + 1 < len(raw))
    behind = np.where(is_return, raw.take(closing + 2, mode="clip"), behind)
    last = len(raw) - 1
    is_end = (closing == last) | (is_return & (closing + 1 == last))
    after: Mask = is_end | (is_border[behind] & (~is_return | (behind == 10)))
    return bool(before.all() and after.all())
