"""Find people who are the names of columns: a row of telephones or names above counts of calls or days of duty.

Under each number or name stand short cells (a count, P or A), so that the row is no record and no header either. Each
of its cells becomes a row of its own, in a column of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import is_header_word, is_value
from triage.read import keyed_columns
from triage.records.line_kinds import OF_PEOPLE, kind_of

_OPTION = "people_as_columns"
NAME = "(names of the columns)"
_LEAST, _LEAST_BELOW, _NEARLY_ALL = 3, 2, 0.9
"""Fewest people, fewest rows below, and share of the cells below that must be short."""

_WORDS, _NO_NAME = range(2, 6), re.compile(r"[^\w\s.'-]|\d|_")

_SHORT = 8
"""Most characters of a cell below a person."""


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for those people, if its first row names them, and a note on that."""
    if source.is_text or source.has_header or sample.width <= _LEAST or sample.height <= _LEAST_BELOW:
        return source
    row = [cell or "" for cell in sample.row(0)]
    if not _are_people(row[1:]) or not _is_short_below(sample):
        return source
    options = {**json.loads(source.options), _OPTION: {"own": len(source.columns), "row": row}}
    return replace(
        source,
        columns=(*source.columns, NAME),
        options=json.dumps(options),
        notes=(*source.notes, "the first row names people: each of its cells is read as a record"),
    )


def _are_people(cells: Sequence[str]) -> bool:
    """Return true for different numbers of one kind that only people have, or names of people."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < _LEAST or len({*filled}) < len(filled):
        return False
    kinds = {*map(kind_of, filled)}
    if len(kinds) > 1:
        return False
    return kinds <= {*OF_PEOPLE} or (
        kinds == {"text"} and any(map(is_value, filled)) and all(map(_may_be_name, filled))
    )


def _may_be_name(cell: str) -> bool:
    """Return true for somebody's name, also an unknown one: two to five words without a word of headers."""
    return is_value(cell) or (len(cell.split()) in _WORDS and not _NO_NAME.search(cell) and not is_header_word(cell))


def _is_short_below(sample: pl.DataFrame) -> bool:
    lengths = sample.slice(1).select(pl.exclude("0").str.len_chars())
    cells = [length for row in lengths.rows() for length in row if length is not None]
    return bool(cells) and sum(length <= _SHORT for length in cells) >= _NEARLY_ALL * len(cells)


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with a row for each person in place of the row that names them all."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    width, row = how["own"], how["row"]
    is_it = pl.all_horizontal(pl.col(str(i)).fill_null("") == cell for i, cell in enumerate(row))
    frame = frame.with_columns(pl.lit(None, pl.String).alias(str(width)))
    found = frame.with_row_index("place").filter(is_it).head(1)
    people = [cell for cell in row[1:] if cell]
    if not found.height:
        return keyed_columns.before_locators(frame)
    at = found["place"][0]
    empty = {str(i): pl.Series([row[0] if i == 0 else None] + [None] * (len(people) - 1), dtype=pl.String)
             for i in range(width)}  # fmt: skip
    made = pl.DataFrame({**empty, str(width): people})
    if AT in frame.columns:
        made = made.with_columns(pl.lit(found[AT][0], pl.UInt64).alias(AT))
    frame = keyed_columns.before_locators(frame)
    return pl.concat([frame[:at], made.select(frame.columns), frame[at + 1 :]])
