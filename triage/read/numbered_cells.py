"""Part cells that hold a running number and something else: `14   Sana Tariq`, as `%-5d%s` or a list in a cell writes.

The number hides the name behind it. It is told by a column whose cells begin with numbers that count; what stands
behind them becomes a column of its own.
"""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl

from triage.core.model import Source
from triage.read import keyed_columns

_OPTION = "numbered_cells"
_CELL = r"^\s*(\d{1,6}[.)]?)\s+([^\d\s].*)$"
"""Pattern of a number, and of what stands behind it and begins with no digit."""

_LEAST, _NEARLY_ALL = 5, 0.9
"""Fewest such cells, and the share of them that must be so, and that must count by one."""


def told(source: Source, sample: pl.DataFrame) -> Source:
    """Return the source with a column for what stands behind the numbers of each such column, and a note on that."""
    if source.is_text or sample.height < _LEAST:
        return source
    found = [name for name in sample.columns if _counts(sample[name])]
    if not found:
        return source
    own = len(source.columns)
    cells = {name: {"": own + i} for i, name in enumerate(found)}
    return replace(
        source,
        columns=(*source.columns, *(_named(source, int(name)) for name in found)),
        options=json.dumps({**json.loads(source.options), _OPTION: {"own": own, "cells": cells}}),
        notes=(*source.notes, "running numbers are read apart from what stands behind them"),
    )


def _named(source: Source, column: int) -> str:
    name = source.columns[column]
    return f"{name} (without its number)" if source.has_header else f"column {column + 1} without its number"


def _counts(cells: pl.Series) -> bool:
    """Return true for a column whose cells begin with numbers that count by one; few may be others, as a title."""
    filled = cells.drop_nulls()
    numbers = filled.str.extract(_CELL, 1).drop_nulls().str.strip_chars(".)").cast(pl.Int64)
    if numbers.len() < max(_LEAST, _NEARLY_ALL * filled.len()):
        return False
    return bool((numbers.diff().drop_nulls() == 1).sum() >= _NEARLY_ALL * (numbers.len() - 1))


def own(source: Source) -> int:
    """Return the number of columns that the reader gives; 0 if none was added here."""
    return keyed_columns.own(source, _OPTION)


def opened(source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the number in its column and what stands behind it in another; other cells stay."""
    if not keyed_columns.has(source, _OPTION):
        return frame
    found = source.option(_OPTION)["cells"]
    for name, places in found.items():
        cell = pl.col(name)
        frame = frame.with_columns(
            cell.str.extract(_CELL, 2).alias(str(places[""])),
            pl.when(cell.str.contains(_CELL)).then(cell.str.extract(_CELL, 1)).otherwise(cell).alias(name),
        )
    return keyed_columns.before_locators(frame)
