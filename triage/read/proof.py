"""The proof that bytes are clean delimited text: parsed by Polars, and counted, so that nothing can have been lost.

Polars drops quotes that stand where none should, and fills up rows that are too short. A parse is therefore believed
only where every quote stands at the border of a cell, and where the cells, delimiters and quotes of each record are
together as long as its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.read.places import NEWLINE, QUOTE, RETURN, Places, count, places
from triage.read.splitter import LONGEST_LINES

LONGEST_RECORD = 1 << 20
"""Bytes of a record; a longer one is no clean text."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Records as columns of text, "0", "1", ..., and the byte at which each begins; an empty cell is null."""

    frame: pl.DataFrame
    starts: Places


def parse(data: bytes, delimiter: str, width: int) -> Proven | None:
    """The records of clean bytes; null where they are not proven to be clean.

    Clean are records of UTF-8 with `width` cells, quotes only around whole cells, no blank line, and returns only
    before newlines that end records; the last may lack its newline. `delimiter` is one byte.
    """
    if not data:
        return Proven(pl.DataFrame(schema=schema(width)), np.zeros(0, np.int64))
    raw = np.frombuffer(data, np.uint8)
    ends = places(raw, NEWLINE)
    if raw[-1] != NEWLINE:
        ends = np.append(ends, len(raw))
    quotes = places(raw, QUOTE) if b'"' in data else ends[:0]
    if not _are_at_borders(raw, quotes, ord(delimiter)):
        return None
    quoting = np.zeros(1, np.int64)
    if len(quotes):
        before = np.searchsorted(quotes, ends)
        whole = np.flatnonzero(before % 2 == 0)
        if int(np.diff(whole, prepend=-1).max()) > LONGEST_LINES:
            return None
        ends, quoting = ends[whole], np.diff(before[whole], prepend=0)
        if len(doubled := quotes[2::2][quotes[2::2] == quotes[1:-1:2] + 1]):
            quoting -= np.bincount(np.searchsorted(ends, doubled), minlength=len(ends))
    starts = np.concatenate([[0], ends[:-1] + 1])
    has_return = (raw[np.maximum(ends, 1) - 1] == RETURN) & (ends > starts)
    lengths = ends - starts - has_return
    is_strange = int(lengths.min()) == 0 or int(lengths.max()) >= LONGEST_RECORD
    if is_strange or int(has_return.sum()) != count(raw, RETURN):
        return None
    frame = _parsed(data, delimiter, width, quoted=len(quotes) > 0)
    if frame is None or frame.height != len(ends) or bool((_sizes(frame) + quoting != lengths).any()):
        return None
    if bool((quotes[1::2] == quotes[0::2] + 1).any()):  # Polars tells a quoted empty cell from one without quotes
        frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return Proven(frame, starts)


def schema(width: int) -> dict[str, type[pl.String]]:
    """The columns of a table of text."""
    return dict.fromkeys(map(str, range(width)), pl.String)


def _parsed(data: bytes, delimiter: str, width: int, *, quoted: bool) -> pl.DataFrame | None:
    """What Polars makes of it; null where it refuses, as for bytes that are no UTF-8."""
    try:
        return pl.read_csv(
            data, has_header=False, separator=delimiter, quote_char='"' if quoted else None, schema=schema(width)
        )
    except pl.exceptions.PolarsError:
        return None


def _sizes(frame: pl.DataFrame) -> NDArray[np.int64]:
    """Bytes of the cells of each row, and of the delimiters between them."""
    cells = frame.select(pl.sum_horizontal(pl.all().str.len_bytes().cast(pl.Int64)))
    return cells.to_series().to_numpy() + (frame.width - 1)


def _are_at_borders(raw: NDArray[np.uint8], quotes: Places, delimiter: int) -> bool:
    """Opening quotes follow a delimiter, a newline or a closing quote; closing ones precede one of these."""
    if len(quotes) % 2:
        return False
    if not len(quotes):
        return True
    is_border = np.zeros(256, bool)
    is_border[[delimiter, NEWLINE, QUOTE]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    before = raw[np.maximum(opening, 1) - 1]
    if opening[0] == 0:
        before[0] = NEWLINE
    after = np.append(raw, [NEWLINE])[closing + 1] if closing[-1] + 1 == len(raw) else raw[closing + 1]
    is_end = after == RETURN
    if is_end.any():
        behind = closing[is_end] + 2
        after[is_end] = np.where(behind < len(raw), raw[np.minimum(behind, len(raw) - 1)], NEWLINE)
        if (after[is_end] != NEWLINE).any():
            return False
    doubled = np.concatenate([[False], opening[1:] == closing[:-1] + 1])
    return bool(is_border[before].all() and is_border[after].all() and (doubled == (before == QUOTE)).all())
