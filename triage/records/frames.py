"""Helpers that readers of tables share: empty frames, and accounting that belongs to no row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from triage.core.model import AT, Batch, Source
from triage.core.summary import Coverage


def empty(source: Source) -> pl.DataFrame:
    """Return a frame without rows."""
    names = [str(i) for i in range(len(source.columns))]
    return pl.DataFrame(schema={**dict.fromkeys(names, pl.String), AT: pl.UInt64})


def frame(source: Source, columns: list[pl.Series], at: int) -> pl.DataFrame:
    """Return text columns as a frame whose rows are numbered from `at`; without columns a frame without rows."""
    if not columns:
        return empty(source)
    found = pl.DataFrame({str(i): column for i, column in enumerate(columns)})
    return found.with_columns(pl.Series(AT, range(at, at + found.height), pl.UInt64))


def opened_with(books: Coverage, source: Source, batches: Iterator[Batch]) -> Iterator[Batch]:
    """Yield the batches, with `books` added to the accounting of the first one.

    The first batch keeps its rows, because a sample is taken from it. Without any batch, an empty one carries `books`.
    """
    waiting = books
    for batch in batches:
        yield replace(batch, coverage=waiting + batch.coverage)
        waiting = Coverage()
    if waiting != Coverage():
        yield Batch(empty(source), waiting)
