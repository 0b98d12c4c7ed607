"""Sums per column over the cells of many columns at once, whatever tables they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

COLUMN = "column"
"""Name of the column with the number of a cell's column."""


@dataclass(frozen=True, slots=True)
class ByColumn:
    """The cells of several columns, one column after the other: where each begins and ends."""

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]

    @classmethod
    def of(cls, sizes: Sequence[int] | NDArray[np.int64]) -> ByColumn:
        """Return the layout of columns with these numbers of cells."""
        stops = np.cumsum(np.asarray(sizes, dtype=np.int64))
        return cls(stops - np.asarray(sizes, dtype=np.int64), stops)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Return the number of cells of each column."""
        return self.stops - self.starts

    @property
    def numbers(self) -> pl.Series:
        """Return the column number of each cell."""
        return pl.Series(COLUMN, np.repeat(np.arange(len(self), dtype=np.uint32), self.sizes))

    def sums(self, numbers: pl.Series) -> list[int]:
        """Return the sum of each column; a Boolean counts true cells, null counts as 0."""
        values = numbers.cast(pl.Int64).fill_null(0).to_numpy()
        sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(values)])
        told: list[int] = (sums[self.stops] - sums[self.starts]).tolist()
        return told

    def shares(self, is_so: pl.Series) -> list[float]:
        """Return the share of true cells of each column; 0 for a column without cells."""
        return [count / (size or 1) for count, size in zip(self.sums(is_so), self.sizes.tolist(), strict=True)]

    def distinct(self, values: pl.Series, where: pl.Series | None = None) -> list[int]:
        """Return the number of distinct values of each column, counting null as one.

        Only cells with `where`, if given.
        """
        table = pl.DataFrame([self.numbers, values.alias("value")])
        table = table if where is None else table.filter(where)
        counts = table.group_by(COLUMN).agg(pl.col("value").n_unique())
        told = dict(zip(counts[COLUMN].to_list(), counts["value"].to_list(), strict=True))
        return [told.get(number, 0) for number in range(len(self))]

    def of_each(self, cells: pl.Series) -> list[pl.Series]:
        """Return the cells of each column."""
        return [cells[start:stop] for start, stop in zip(self.starts.tolist(), self.stops.tolist(), strict=True)]
