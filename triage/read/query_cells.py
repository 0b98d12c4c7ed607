"""Turn the queries of addresses in cells (`/find?name=Sana+Tariq&cnic=...`) into columns, one for each key.

Logs of web servers, recordings and histories of browsers, and lists of links hold people in such queries; only with
its key is a name known to be one. This is decided on a sample, then every cell is cut the same way: a value leaves the
cell for the column of its key, and what has no column stays in the cell.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import polars as pl

from triage.core.model import Source
from triage.core.names import is_header
from triage.read import keyed_columns
from triage.recognizers.escapes import unescaped

_OPTION = "queries"
_KEY = r"[A-Za-z_][A-Za-z0-9_.-]{0,40}"
_BETWEEN = r"(?:^|[?&;](?:amp;)?|\s)"
_VALUE = r"[^&\s\"'<>#]*"
_PAIR = re.compile(rf"{_BETWEEN}({_KEY})=({_VALUE})")
_QUERY = rf"{_BETWEEN}{_KEY}={_VALUE}&(?:amp;)?{_KEY}="
"""Pattern of a query with two keys. An address may also be cut off before its query, as in logs of IIS."""

_MOST_KEYS, _LEAST_CELLS, _LEAST_TIMES = 40, 2, 2
_MOSTLY = 0.8
"""Share of the lines of a text that must hold a query."""

_DIGITS = re.compile(r"(?:\d\W?){9}")


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for each key of the queries in its sample, and a note on where these are."""
    if source.is_text and (source.reader != "lines" or not _are_queries(sample)):
        return source
    found = {name: keys for name in _perhaps(sample) if (keys := _keys(sample[name]))}
    if not found:
        return source
    taken = {name.lower() for name in source.columns}
    columns, cells = list(source.columns), dict[str, dict[str, int]]()
    for column, keys in found.items():
        for key in keys:
            cells.setdefault(column, {})[key] = len(columns)
            columns.append(f"{key} (in the query)" if key.lower() in taken else key)
            taken.add(key.lower())
    options = {**json.loads(source.options), _OPTION: {"own": len(source.columns), "cells": cells}}
    notes = (f"queries in column {int(name) + 1} are read by their keys" for name in cells)
    made = replace(source, columns=tuple(columns), options=json.dumps(options), notes=(*source.notes, *notes))
    return replace(made, is_text=False)


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the values of queries in the columns of their keys, before the locators."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    told = source.option(_OPTION)
    for column, keys in told["cells"].items():
        frame = _cut(frame, column, keys)
    return keyed_columns.before_locators(frame)


def placed(source: Source) -> Source:
    """Return the source with each new column held by whoever the column of its queries belongs to."""
    return keyed_columns.placed(source, _OPTION)


def _perhaps(sample: pl.DataFrame) -> list[str]:
    """Return the columns with the sign of a query in any cell: a table may have thousands without."""
    if not sample.width or not sample.height:
        return []
    has_sign = sample.select(pl.all().str.contains("=", literal=True).any()).row(0)
    return [name for name, has in zip(sample.columns, has_sign, strict=True) if has]


def _are_queries(sample: pl.DataFrame) -> bool:
    """Return true for a text whose lines are addresses with queries, or commands that ask for such."""
    lines = sample.get_columns()[0].drop_nulls() if sample.width else pl.Series(dtype=pl.String)
    return lines.len() > 0 and lines.str.contains(_QUERY).sum() >= _MOSTLY * lines.len()


def _keys(cells: pl.Series) -> list[str]:
    """Return the keys of the queries in a column, in order; [] if few cells have one, or none is about a person."""
    queries = cells.filter(cells.str.contains("=", literal=True)).drop_nulls()
    queries = queries.filter(queries.str.contains(_QUERY))
    if queries.len() < min(_LEAST_CELLS, cells.len()) or 4 * queries.len() < cells.drop_nulls().len():
        return []
    counts, telling = Counter[str](), False
    for query in queries.to_list():
        pairs = _PAIR.findall(query)
        counts.update({key for key, _ in pairs})
        telling = telling or any(is_header(key) or _DIGITS.search(value) for key, value in pairs)
    kept = [key for key, times in counts.most_common(_MOST_KEYS) if times >= min(_LEAST_TIMES, queries.len())]
    return sorted(kept) if telling else []


def _cut(frame: pl.DataFrame, column: str, keys: dict[str, int]) -> pl.DataFrame:
    """Return a frame in which the first value of each key has left the cells of a column for one of its own."""
    cell = pl.col(column)
    patterns = {key: rf"({_BETWEEN}{re.escape(key)}=)({_VALUE})" for key in keys}
    values = frame.select(
        cell.str.extract(patterns[key], 2).replace("", None).str.replace_all("+", " ", literal=True).alias(str(index))
        for key, index in keys.items()
    )
    for pattern in patterns.values():
        cell = cell.str.replace(pattern, "${1}")
    return frame.with_columns(cell, *(unescaped(values[name]).alias(name) for name in values.columns))
