"""Leave out the first and last record of a file that a bank or an operator frames: "H|20221130|...", "T|60".

Each record begins with a letter or number for its kind, the same in all rows but these two: they say when and by whom
the file was made and how many rows it has. One that holds a person's value is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import is_value
from triage.read import keyed_columns

_OPTION = "framed"
_FIRST = frozenset({"h", "hd", "hdr", "head", "header", "fh", "fhr", "bof", "0", "00", "000"})
_LAST = frozenset({"t", "tr", "trl", "tlr", "trailer", "ft", "ftr", "footer", "eof", "9", "99", "999"})
"""Kinds of records that open and close a file."""

_LEAST, _LONGEST = 5, 8
"""Fewest records, and most characters of their kind."""

_COUNT = re.compile(r"\s*\d{0,10}(?:\.\d{1,2})?\s*")
_MOBILE = re.compile(r"\s*\+?(?:92|0)?3\d{9}\s*")

Row = Sequence[str | None]


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with the kind of its records, if such a record opens or closes it, and a note on that."""
    if source.is_text or source.has_header or sample.width <= 2 or sample.height < _LEAST:
        return source
    between = _kinds(sample[1:-1]).unique()
    if len(between) != 1 or not 0 < len(between[0]) <= _LONGEST:
        return source
    if not (_opens(sample.row(0), between[0]) or _closes(sample.row(-1), between[0])):
        return source
    options = {**json.loads(source.options), _OPTION: between[0]}
    note = "a record that opens or closes the file is no row"
    return replace(source, options=json.dumps(options), notes=(*source.notes, note))


def _kinds(frame: pl.DataFrame) -> pl.Series:
    return frame["0"].fill_null("").str.strip_chars().str.to_lowercase()


def _kind(row: Row, kind: str, known: frozenset[str]) -> bool:
    return (row[0] or "").strip().lower() in known - {kind}


def _opens(row: Row, kind: str) -> bool:
    """Return true for a record of another kind that holds no name, address or number of a person."""
    words = [cell for cell in row[1:] if cell and not _COUNT.fullmatch(cell)]
    return _kind(row, kind, _FIRST) and not any(is_value(cell) or _MOBILE.fullmatch(cell) for cell in words)


def _closes(row: Row, kind: str) -> bool:
    """Return true for a record of another kind that holds counts and sums alone."""
    return _kind(row, kind, _LAST) and all(_COUNT.fullmatch(cell or "") for cell in row[1:])


def dropped(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a batch without the first and the last one if they open and close the file."""
    if not keyed_columns.has(source, _OPTION) or frame.is_empty() or "0" not in frame.columns:
        return frame
    kind, cells = source.option(_OPTION), frame.drop(AT, strict=False)
    first = int(_opens(cells.row(0), kind))
    last = int(frame.height > first and _closes(cells.row(-1), kind))
    return frame.slice(first, frame.height - first - last)
