"""Turn forms in sheets into records: a column of labels beside one of values is a person a form, not a table.

Several forms below each other are several records, and so are two pairs of columns beside each other. This is decided
on a sample, for sheets alone: their rows are read as a whole, so that no form is cut. What is no pair stays as the last
column of its record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import is_header_word, same
from triage.read import keyed_columns
from triage.records import key_values

_OPTION = "form"
_READERS = frozenset({"excel", "ods", "old_excel", "bare_excel"})
_WIDTHS = (2, 4)
_MOSTLY = 0.6
"""Share of the labels that must be header words."""

_LEAST = 3
"""Fewest rows of a form."""


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for each label, if its sample is made of forms, and a note on that."""
    if source.is_text or source.reader not in _READERS or sample.height < _LEAST:
        return source
    places = [name for name in sample.columns if sample[name].drop_nulls().len()]
    if len(places) not in _WIDTHS:
        return source
    named = [sum(map(is_header_word, sample[name].drop_nulls())) for name in places]
    if sum(named[1::2]) > sum(named[::2]):  # labels behind their values, as people write from right to left
        places = [places[i ^ 1] for i in range(len(places))]
    lines = [line for row in sample.select(places).rows() for line in _lines(row)]
    labels = [cell for name in places[::2] for cell in sample[name].drop_nulls().to_list()]
    if sum(map(is_header_word, labels)) < _MOSTLY * len(labels):
        return source
    is_one = len({*map(same, labels)}) == len(labels)
    keys = key_values.table_of_one(lines) if is_one else key_values.table(lines)
    if not keys:
        return source
    note = "labels and their values are read as records"
    return keyed_columns.anew(source, _OPTION, {"places": places}, (keys, note))


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with a row for each form, its values in the columns of their labels."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    records = key_values.Records(_keys(source, how["own"]))
    at = frame[AT].to_list() if AT in frame.columns else range(frame.height)
    for place, row in zip(at, frame.select(how["places"]).rows(), strict=True):
        for line in _lines(row):
            records.add(place, line)
    records.close()
    made = records.frame()
    names = {str(index): str(index + how["own"]) for index in range(made.width - 1)}
    empty = [pl.lit(None, pl.String).alias(str(index)) for index in range(how["own"])]
    return made.rename(names).select(*empty, *names.values(), *([AT] if AT in frame.columns else []))


def _keys(source: Source, own: int) -> Sequence[str]:
    """Return the labels; later columns were made of what their cells hold."""
    last = source.columns.index(key_values.OTHER, own)
    return source.columns[own : last + 1]


def _lines(row: Iterable[str | None]) -> list[str]:
    """Return the labels and values of a row as lines "label: value"; a label alone is a title."""
    cells = [" ".join((cell or "").split()) for cell in row]
    pairs = [(label.rstrip(" :"), value) for label, value in zip(cells[::2], cells[1::2], strict=True)]
    return [f"{label}: {value}" if value and label else label or value for label, value in pairs if label or value]
