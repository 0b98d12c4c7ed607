"""Parse many records with Polars at once, and prove by byte counts which rows lost nothing.

Polars drops misplaced quotes, fills up rows that are too short, and ignores surplus cells. A row is therefore accepted
only if its cells, delimiters and quotes together are as long as its line, and every quote is at the border of a cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.text.byte_offsets import NEWLINE, RETURN, Places, count, places

Raw = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_SAMPLE = 64
"""Number of rows sampled to find the columns that have quotes."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of a dialect: the delimiter, the quote ("" = none), and the one that ends records."""

    delimiter: str
    quote: str = '"'
    end: str = "\n"


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines parsed to rows of text, with columns "0", "1", ...; an empty cell is null, or "" if it was quoted.

    `starts` are the offsets at which lines begin; `ends` those of their line ends, or of the carriage return before
    them. `is_whole` is true for rows that lost nothing of their line. `quoted` has, by column, the rows whose cell was
    quoted; it is meaningful for whole rows.
    """

    frame: pl.DataFrame
    starts: Places
    ends: Places
    is_whole: Mask
    quoted: dict[int, Mask]


def schema(width: int) -> dict[str, type[pl.String]]:
    """Return the Polars schema of a table of `width` text columns."""
    return dict.fromkeys(map(str, range(width)), pl.String)


def parsed(data: bytes, signs: Signs, width: int) -> pl.DataFrame | None:
    """Return the text as Polars parses it; null if Polars refuses, for example bytes that are not UTF-8."""
    quote = signs.quote if signs.quote and signs.quote.encode() in data else None
    try:
        return pl.read_csv(
            data,
            has_header=False,
            separator=signs.delimiter,
            quote_char=quote,
            eol_char=signs.end,
            schema=schema(width),
        )
    except pl.exceptions.PolarsError:
        return None


def line_ends(raw: Raw, end: str) -> Places:
    """Return the offset at which each line ends; text after the last line end counts as a line."""
    found = places(raw, ord(end))
    return found if not len(raw) or raw[-1] == ord(end) else np.append(found, len(raw))


def by_lines(frame: pl.DataFrame, raw: Raw, ends: Places, signs: Signs) -> Rows:
    """Return the rows of a parse that has as many rows as there are lines, with the proof of which are whole.

    It searches for quotes only at the starts and ends of cells. Rows with doubled quotes are not proven this way.
    """
    starts = np.concatenate([ends[:0], [0], ends[:-1] + 1])
    ends = without_returns(raw, starts, ends) if ord(signs.end) == NEWLINE else ends
    cells = sizes(frame)
    # Bytes of the line that are in no cell and no delimiter: they must be the two quotes of each quoted cell.
    lacking = ends - starts - sum(cells, np.zeros(frame.height, np.int64)) - (frame.width - 1)
    if not signs.quote:
        return Rows(frame, starts, ends, lacking == 0, {})
    rows = np.flatnonzero(lacking)
    sample = rows[:: len(rows) // _SAMPLE + 1]
    columns = _quoted([each[sample] for each in cells], raw, starts[sample], signs, range(frame.width))
    quoted = _quoted(cells, raw, starts, signs, columns)
    standing = 2 * sum(quoted.values(), np.zeros(frame.height, np.int64))
    is_whole: Mask = lacking == standing
    if count(raw, ord(signs.quote)) != standing.sum():
        quotes = places(raw, ord(signs.quote))
        is_whole &= np.searchsorted(quotes, ends) - np.searchsorted(quotes, starts) == standing
    return Rows(frame, starts, ends, is_whole, quoted)


def without_returns(raw: Raw, starts: Places, ends: Places) -> Places:
    """Return the offsets of line ends, moved before the carriage return if there is one."""
    if not count(raw, RETURN):
        return ends
    has_return: Mask = (raw[np.maximum(ends, 1) - 1] == RETURN) & (ends > starts)
    return ends - has_return


def sizes(frame: pl.DataFrame) -> list[NDArray[np.int64]]:
    """Return the number of bytes of each cell, by column."""
    found = frame.select(pl.all().str.len_bytes().fill_null(0).cast(pl.Int64))
    return [column.to_numpy() for column in found.iter_columns()]


def _quoted(
    cells: list[NDArray[np.int64]], raw: Raw, starts: Places, signs: Signs, columns: Iterable[int]
) -> dict[int, Mask]:
    """Return, for some columns, the rows whose cells are in quotes between delimiters; other columns have no quotes.

    `cells` are the lengths of the cells in bytes, by column.
    """
    quote, delimiter = ord(signs.quote), ord(signs.delimiter)
    found: dict[int, Mask] = {}
    at, behind = starts, 0
    for index in columns:
        for passed in cells[behind:index]:
            at = at + passed + 1
        closing = at + cells[index] + 1
        is_quoted = (raw.take(at, mode="clip") == quote) & (raw.take(closing, mode="clip") == quote)
        if index:
            is_quoted &= raw.take(at - 1, mode="clip") == delimiter
        if index + 1 < len(cells):
            is_quoted &= raw.take(closing + 1, mode="clip") == delimiter
        if is_quoted.any():
            found[index] = is_quoted
            at = at + 2 * is_quoted
        behind = index
    return found
