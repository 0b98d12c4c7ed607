"""Read the cells of a batch and the values of their columns: of texts that come again, each once."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Role, Source
from triage.detect.eyes import Eyes
from triage.detect.joined import cells_of
from triage.recognizers import fold_column
from triage.recognizers.repeated import repeated

Cells = Mapping[int, pl.Series]
"""Folded cells by column index."""

Values = Mapping[int, pl.DataFrame]
"""Frames of `Eyes.values` by column index."""


def values_of(source: Source, frame: pl.DataFrame, eyes: Eyes) -> tuple[Cells, Values]:
    """Return the folded cells of every column, and value and validity of every recognised one."""
    cells, values = dict[int, pl.Series](), dict[int, pl.DataFrame]()
    for role in source.roles:
        cells[role.column], told = _of_column(role, frame, eyes)
        if told is not None:
            values[role.column] = told
    return cells, values


def _of_column(role: Role, frame: pl.DataFrame, eyes: Eyes) -> tuple[pl.Series, pl.DataFrame | None]:
    is_known = role.entity in eyes.recognizers
    told = repeated(frame[str(role.column)]) if is_known and not role.parts else None
    if told is None:
        cells = cells_of(frame, role)
        return cells, eyes.values(role.entity, cells) if is_known else None
    folded = told.of(fold_column)
    each = eyes.values(role.entity, folded.each.rechunk())
    return folded.rows(), each.select(pl.all().gather(folded.places))
