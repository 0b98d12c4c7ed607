"""Many records parsed by Polars at once, and what of that is proven by counting.

Polars drops quotes that are if none should, fills up rows that are too short, and passes over what a row has too
much. A row is therefore believed only if its cells, delimiters and quotes are together as long as its line, and
every quote stands at the border of a cell.
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
"""Rows by which it is told in which columns quotes stand."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The byte between cells, the one around them ("" if there is none), and the one that ends records."""

    delimiter: str
    quote: str = '"'
    end: str = "\n"


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines as rows of text, "0", "1", ...; an empty cell is null, or "" if it stood in quotes.

    `starts`: the byte at which each line begins; `ends`: that of its end sign, or of the return before it. `is_whole`:
    nothing of the line is lost. `quoted`: the rows whose cell stood in quotes, by column; meant for whole rows.
    """

    frame: pl.DataFrame
    starts: Places
    ends: Places
    is_whole: Mask
    quoted: dict[int, Mask]


def schema(width: int) -> dict[str, type[pl.String]]:
    """Return the columns of a table of text."""
    return dict.fromkeys(map(str, range(width)), pl.String)


def parsed(data: bytes, signs: Signs, width: int) -> pl.DataFrame | None:
    """Return what Polars makes of it; null if it refuses, as for bytes that are no UTF-8."""
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
    """Where each line ends; what is after the last end sign is one too."""
    found = places(raw, ord(end))
    return found if not len(raw) or raw[-1] == ord(end) else np.append(found, len(raw))


def by_lines(frame: pl.DataFrame, raw: Raw, ends: Places, signs: Signs) -> Rows:
    """Proves a parse that has as many rows as there are lines.

    It need not know where all the quotes are, and looks for them only if cells begin and end. Rows with doubled
    quotes are not proven this way.
    """
    starts = np.concatenate([ends[:0], [0], ends[:-1] + 1])
    ends = without_returns(raw, starts, ends) if ord(signs.end) == NEWLINE else ends
    cells = sizes(frame)
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
    """Where lines end, without the return before a newline."""
    if not count(raw, RETURN):
        return ends
    has_return: Mask = (raw[np.maximum(ends, 1) - 1] == RETURN) & (ends > starts)
    return ends - has_return


def sizes(frame: pl.DataFrame) -> list[NDArray[np.int64]]:
    """Bytes of each cell, by column."""
    found = frame.select(pl.all().str.len_bytes().fill_null(0).cast(pl.Int64))
    return [column.to_numpy() for column in found.iter_columns()]


def _quoted(
    cells: list[NDArray[np.int64]], raw: Raw, starts: Places, signs: Signs, columns: Iterable[int]
) -> dict[int, Mask]:
    """Of some columns the rows whose cells are in quotes between delimiters; no other column has quotes.

    `cells` are their bytes.
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
