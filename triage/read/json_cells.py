"""Turn JSON inside cells into columns, one for each key, and each object of an array into a row of its own.

Applications keep whole records as JSON in a column of a table, or as a string inside other JSON. Decided on a sample,
then done for every cell that holds an object or an array of objects; any other cell stays as it is. The first object of
an array shares the row of its cell unless that row has fields of a person itself; the others have rows of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import is_header
from triage.read import keyed_columns
from triage.records.json_pairs import Pairs
from triage.records.nested_values import cells as leaves
from triage.records.nested_values import is_deeper, loosely

_OPTION = "json_cells"
_MOST_KEYS, _DEEPEST = 60, 64
_STARTS = r"^\s*(?:\[\s*)?\{\s*[\"']"
"""Pattern of the start of an object, or of an array of objects."""

_DIGITS = re.compile(r"(?:\d\W?){9}")
_STEP = re.compile(r"[^.\[\]]+")
_ROW, _ORDER = "(row)", "(order)"

Row = dict[str, str]


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for each key of the JSON in the cells of its sample, and a note on each."""
    found = {} if source.is_text else {name: keys for name in _perhaps(sample) if (keys := _keys(sample[name]))}
    if not found:
        return source
    columns, cells = list(source.columns), dict[str, dict[str, int]]()
    taken = set(columns)
    for column, keys in found.items():
        for key in keys:
            cells.setdefault(column, {})[key] = len(columns)
            name = f"{source.columns[int(column)]}.{key}" if source.has_header else key
            columns.append(f"{name} (in JSON)" if name in taken else name)
            taken.add(columns[-1])
    own = [name for index, name in enumerate(source.columns) if str(index) not in found]
    how = {"own": len(source.columns), "cells": cells, "is_apart": any(map(_is_of_person, own))}
    options = {**json.loads(source.options), _OPTION: how}
    notes = (f"JSON in column {int(name) + 1} is read by its keys" for name in cells)
    return replace(source, columns=tuple(columns), options=json.dumps(options), notes=(*source.notes, *notes))


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the values of JSON in the columns of their keys, before the locators."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    for column, keys in how["cells"].items():
        frame = _cut(frame, column, keys, is_apart=how["is_apart"])
    return keyed_columns.before_locators(frame)


def placed(source: Source) -> Source:
    """Return the source with each new column held by whoever the column of its JSON belongs to."""
    return keyed_columns.placed(source, _OPTION)


def _is_of_person(name: str) -> bool:
    """Return true for a column that a header names as a field of personal data."""
    last = _STEP.findall(name)[-1:]
    return is_header(name) or any(map(is_header, last))


def _perhaps(sample: pl.DataFrame) -> list[str]:
    """Return the columns with the start of an object in any cell: a table may have thousands without."""
    if not sample.width or not sample.height:
        return []
    has_start = sample.select(pl.all().str.contains(_STARTS).any()).row(0)
    return [name for name, has in zip(sample.columns, has_start, strict=True) if has]


def _keys(cells: pl.Series) -> list[str]:
    """Return the keys of the JSON in a column, in order; [] if few cells hold some, or none is about a person.

    A text alone under its key, as comments are exported, stays the text of its cell.
    """
    filled = cells.drop_nulls().filter(cells.drop_nulls() != "")
    able = filled.filter(filled.str.contains(_STARTS)).to_list()
    found = [rows for cell in able if (rows := _rows(cell))]
    if 2 * len(found) < filled.len():
        return []
    keys: dict[str, None] = {}
    is_telling = False
    for row in (row for rows in found for row in rows):
        keys.update(dict.fromkeys(row))
        is_telling = is_telling or any(
            _is_of_person(key) or (len(row) > 1 and _DIGITS.search(value)) for key, value in row.items()
        )
    return list(keys)[:_MOST_KEYS] if is_telling else []


def _rows(cell: str) -> list[Row]:
    """Return the objects in a cell as values by key; [] if it holds none."""
    try:
        value = loosely(cell)
    except (ValueError, RecursionError):
        return []
    if is_deeper(value, _DEEPEST):
        return []
    if isinstance(value, Pairs) and len(value) == 1 and _are_objects(value[0][1]):
        value = value[0][1]
    if isinstance(value, Pairs):
        return [leaves(value)] if value else []
    return [leaves(each) for each in value] if _are_objects(value) else []


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Pairs) for each in value)


def _cut(frame: pl.DataFrame, column: str, keys: Mapping[str, int], *, is_apart: bool) -> pl.DataFrame:
    """Return a frame in which the values of one column's JSON have left for the columns of their keys."""
    frame = frame.with_row_index(_ROW)
    able = frame.filter(pl.col(column).str.contains(_STARTS)).select(_ROW, column).rows()
    found = [(row, rows) for row, cell in able if (rows := _rows(cell))]
    places, orders, values = [], [], []
    for row, rows in found:
        for order, each in enumerate(rows):
            places.append(row)
            orders.append(order + 1 if is_apart and len(rows) > 1 else order)
            values.append(each)
    schema = {_ROW: pl.UInt32, _ORDER: pl.UInt32, column: pl.String} | dict.fromkeys(map(str, keys.values()), pl.String)
    told = pl.DataFrame(
        {
            _ROW: places,
            _ORDER: orders,
            column: [_left(each, keys) for each in values],
            **{str(index): [each.get(key) for each in values] for key, index in keys.items()},
        },
        schema=schema,
    )
    is_opened = pl.col(_ROW).is_in([row for row, _ in found])
    whole = frame.with_columns(
        pl.lit(0, pl.UInt32).alias(_ORDER), pl.when(is_opened.not_()).then(pl.col(column)).alias(column)
    )
    beside = whole.join(told, on=[_ROW, _ORDER], how="left", suffix="(left)")
    beside = beside.with_columns(pl.coalesce(column, f"{column}(left)").alias(column)).drop(f"{column}(left)")
    alone = told.filter(pl.col(_ORDER) > 0)
    if AT in frame.columns:
        alone = alone.join(frame.select(_ROW, AT), on=_ROW, how="left")
    return pl.concat([beside, alone], how="diagonal").sort(_ROW, _ORDER).drop(_ROW, _ORDER)


def _left(row: Row, keys: Mapping[str, int]) -> str | None:
    """Return the values of keys that have no column, which stay in the cell."""
    return "; ".join(_without(row, keys)) or None


def _without(row: Row, keys: Mapping[str, int]) -> Iterator[str]:
    return (f"{key}: {value}" for key, value in row.items() if key not in keys)
