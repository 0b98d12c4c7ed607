"""Keep what stands above a header as text: a title with names, who printed it and when is no record of the table.

Such a line is read, because it may hold a value that stands nowhere else; its text is in a column of its own. A reader
that gives rows above a header states how many in its option "above". A row there that looks like a record stays one.
"""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl

from triage.core.model import AT, Source
from triage.read import keyed_columns
from triage.records.header_row import stands_apart
from triage.records.key_values import OTHER

_OPTION = "lines_above"
_DIGIT = r"\d"
_MOSTLY = 0.9
"""Share of the cells of a column below that have digits, if a word above them is no value of it."""


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for lines above its header; `sample` has locators, and begins where it does."""
    if not keyed_columns.has(source, "above") or source.is_text or sample.is_empty():
        return source
    above = source.option("above")
    top, cells = sample[AT].head(above), sample.drop(AT).head(above).fill_null("").rows()
    numbers = _of_numbers(sample.drop(AT).slice(above))
    apart = [
        at
        for at, row in zip(top, cells, strict=True)
        if stands_apart(row, len(source.columns)) or any(row[i] and row[i].isalpha() for i in numbers)
    ]
    if not apart:
        return source
    options = {**json.loads(source.options), _OPTION: {"own": len(source.columns), "at": apart}}
    return replace(source, columns=(*source.columns, OTHER), options=json.dumps(options))


def _of_numbers(below: pl.DataFrame) -> list[int]:
    """Return the columns in which nearly every cell has digits."""
    return [i for i, cells in enumerate(below) if cells.str.contains(_DIGIT).sum() >= max(1, _MOSTLY * below.height)]


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose lines above the header are one text each, in the last column; needs locators."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    names = [str(index) for index in range(how["own"])]
    is_above = pl.col(AT).is_in(how["at"])
    text = pl.concat_str(names, separator=" ", ignore_nulls=True)
    made = frame.with_columns(
        *(pl.when(is_above).then(None).otherwise(pl.col(name)).alias(name) for name in names),
        pl.when(is_above & (text != "")).then(text).alias(str(how["own"])),
    )
    return keyed_columns.before_locators(made)
