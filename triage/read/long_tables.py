"""Turn long tables into records: an id, the name of a field and its value in each row ("7, mobile, 0300...").

Shops, blogs and forms store so what they know of somebody (`wp_usermeta`, entity-attribute-value). Each id becomes one
row with a column for each field. This is done only where it is sure: few fields, of which two are header words, once
for each id, and values of several forms. A list of relatives ("Father", "Son" beside names) is no such table.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import polars as pl

from triage.core.model import AT, Source
from triage.core.names import is_header
from triage.read import keyed_columns
from triage.records.key_values import OTHER

_OPTION = "long_table"
_WIDTHS, _LEAST_ROWS = range(3, 13), 6
_MOST_FIELDS, _LEAST_NAMED = 80, 2
_MOSTLY, _NEARLY_ALL = 0.8, 0.9
"""Share of the values of a field that have its form, and of the rows that name a field once for each id."""

_NUMBER = r"(?:\d\W?){7}"
_LONGEST = 64
"""Most characters of the name of a field."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a long table: of ids, of names of fields, and of values; and the fields."""

    id: str
    field: str
    value: str
    fields: tuple[str, ...]


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for each field, if its sample is a long table, and a note on that."""
    if source.is_text or sample.width not in _WIDTHS or sample.height < _LEAST_ROWS:
        return source
    shape = _shape(sample)
    if shape is None:
        return source
    first = len(source.columns)
    cells = {shape.value: {name: first + i for i, name in enumerate((*shape.fields, OTHER))}}
    how = {"own": first, "places": [shape.id, shape.field, shape.value], "fields": shape.fields, "cells": cells}
    return replace(
        source,
        columns=(*source.columns, *shape.fields, OTHER),
        options=json.dumps({**json.loads(source.options), _OPTION: how}),
        notes=(*source.notes, "rows of a field and its value are read as one record for each id"),
    )


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def placed(source: Source) -> Source:
    """Return the source with each new column held by whoever the column of its values belongs to."""
    return keyed_columns.placed(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with a row for each id, at its first row; rows without an id stay rows of their own."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    how = source.option(_OPTION)
    (key, field, value), first, fields = how["places"], how["own"], how["fields"]
    others = [str(i) for i in range(first) if str(i) not in {key, field, value}]
    row = pl.int_range(pl.len()).cast(pl.String)
    is_known = pl.col(field).is_in(fields).fill_null(value=False) & pl.col(key).is_not_null()
    rest = pl.concat_str(pl.col(field), pl.col(value), separator=": ", ignore_nulls=True)
    made = (
        frame.with_columns(pl.coalesce(pl.col(key), "\0" + row).alias("group"), is_known.alias("known"))
        .group_by("group", maintain_order=True)
        .agg(
            pl.col(key).first(),
            pl.lit(None, pl.String).first().alias(field),
            pl.lit(None, pl.String).first().alias(value),
            *(_joined(pl.col(name)).alias(name) for name in others),
            *(_joined(pl.col(value).filter(pl.col(field) == name, pl.col("known"))).alias(str(first + i))
              for i, name in enumerate(fields)),
            _joined(rest.filter(~pl.col("known"))).alias(str(first + len(fields))),
            *([pl.col(AT).first()] if AT in frame.columns else []),
        )
    )  # fmt: skip
    return keyed_columns.before_locators(made.drop("group"))


def _joined(cells: pl.Expr) -> pl.Expr:
    """Return the different cells of a group, a line each; null if all are empty."""
    text = cells.drop_nulls().unique(maintain_order=True).str.join("\n")
    return pl.when(text.str.len_chars() > 0).then(text)


def _shape(sample: pl.DataFrame) -> _Shape | None:
    fields = next((name for name in sample.columns if _are_fields(sample[name])), None)
    if fields is None:
        return None
    rest = [name for name in sample.columns if name != fields]
    ids = (name for name in rest if _is_once(sample, name, fields))
    key = next(ids, None)
    places = [name for name in rest if name != key]
    behind = [name for name in places if int(name) > int(fields)]
    values = [name for name in (*behind, *places) if _has_forms(sample, fields, name)]
    if key is None or not values:
        return None
    varying = [name for name in places if name != values[0] and sample[name].str.contains(_NUMBER).any()]
    if any(sample.select(pl.col(name).n_unique().over(key).max()).item() > 1 for name in varying):
        return None
    found = sample[fields].drop_nulls().unique(maintain_order=True)
    return _Shape(key, fields, values[0], tuple(found))


def _are_fields(cells: pl.Series) -> bool:
    """Return true for few texts that come again and again, of which two are header words."""
    filled = cells.drop_nulls()
    if 2 * filled.n_unique() > filled.len() or filled.len() < _NEARLY_ALL * cells.len():
        return False
    names = filled.unique()
    if names.len() > _MOST_FIELDS or (names.str.len_chars() > _LONGEST).any():
        return False
    return sum(map(is_header, names)) >= _LEAST_NAMED


def _is_once(sample: pl.DataFrame, key: str, fields: str) -> bool:
    """Return true for a column of ids that come again, beside each of which a field stands once."""
    filled = sample.select(key, fields).drop_nulls()
    if filled.height < _NEARLY_ALL * sample.height or 2 * filled[key].n_unique() > filled.height:
        return False
    return filled.n_unique() >= _NEARLY_ALL * filled.height


def _has_forms(sample: pl.DataFrame, fields: str, values: str) -> bool:
    """Return true for values of which one field has nearly always a long number, and another nearly never."""
    shares = (
        sample.select(fields, has=pl.col(values).str.contains(_NUMBER)).drop_nulls()
        .group_by(fields).agg(pl.col("has").mean())["has"]
    )  # fmt: skip
    return bool((shares >= _MOSTLY).any() and (shares <= 1 - _MOSTLY).any())
