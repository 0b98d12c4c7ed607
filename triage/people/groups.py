"""Group rows by token: sorted once, and each column reduced over the rows of equal tokens.

Sorting the upper halves of tokens costs an eighth of hashing them (measured), and columns that are not asked for stay
where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST, _MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
"""What stands for null while the largest or the smallest value is sought: no column has it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows in the order of their tokens: `order` numbers them, `begins` is where the rows of each token begin."""

    order: NDArray[np.int64]
    begins: NDArray[np.int64]

    @classmethod
    def by(cls, tokens: pl.Series) -> Groups:
        """Return the groups of rows with equal tokens; no token is null."""
        whole = tokens.dtype == pl.UInt128
        halves = (pl.first() // pl.lit(2**64, pl.UInt128)).cast(pl.UInt64)
        high = tokens.to_frame().select(halves).to_series() if whole else tokens
        order = high.to_numpy().argsort()
        begins = _changes(tokens.gather(order))
        # Two tokens with one upper half, one pair in 2**64, may lie among each other's rows.
        if len(begins) != len(_changes(high.gather(order))):
            order = tokens.arg_sort().to_numpy().astype(np.int64)
            begins = _changes(tokens.gather(order))
        return cls(order, begins)

    def __len__(self) -> int:
        return len(self.begins)

    def only(self, wanted: pl.Series) -> Groups:
        """Return the groups of the wanted rows (Boolean, one for each row)."""
        kept = wanted.to_numpy()[self.order]
        group = np.repeat(np.arange(len(self)), self.sizes())[kept]
        return Groups(self.order[kept], np.flatnonzero(np.diff(group, prepend=-1)))

    def least(self, size: int) -> Groups:
        """Return the groups of at least so many rows."""
        sizes = self.sizes()
        wanted = sizes >= size
        if not wanted.any():
            return Groups(self.order[:0], self.begins[:0])
        return Groups(self.order[np.repeat(wanted, sizes)], np.cumsum(sizes[wanted]) - sizes[wanted])

    def sizes(self) -> NDArray[np.int64]:
        """Return how many rows each group has."""
        return np.diff(self.begins, append=len(self.order))

    def reduced(self, values: NDArray[Any], how: np.ufunc) -> NDArray[Any]:
        """Return one value for each group: `how` of the values of its rows."""
        each: NDArray[Any] = how.reduceat(values[self.order], self.begins) if len(self) else values[:0]
        return each

    def end(self, column: pl.Series, how: np.ufunc) -> pl.Series:
        """Return the largest or smallest (`np.maximum`, `np.minimum`) value of each group; null if all are null."""
        if column.null_count() == len(column):
            return pl.Series(column.name, [None], column.dtype).new_from_index(0, len(self))
        words = column.drop_nulls().unique().sort() if column.dtype == pl.String else None
        numbers = column.to_physical() if words is None else column.cast(pl.Enum(words)).to_physical()
        none = _LEAST if how is np.maximum else _MOST
        found = self.reduced(numbers.cast(pl.Int64).fill_null(none).to_numpy(), how)
        each = pl.DataFrame({"found": found}).select(pl.when(pl.col("found") != none).then("found"))["found"]
        return (each.cast(column.dtype) if words is None else words.gather(each)).alias(column.name)

    def differing(self, column: pl.Series) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the numbers of all rows whose group has several values in this column, and those of their groups."""
        places = _changes(column.gather(self.order))
        inside = places[~np.isin(places, self.begins, assume_unique=True)]
        several = np.zeros(len(self), np.bool_)
        several[np.searchsorted(self.begins, inside, side="right") - 1] = True
        sizes = self.sizes()
        rows = np.repeat(several, sizes)
        return self.order[rows], np.repeat(np.arange(len(self))[several], sizes[several])


def _changes(ranked: pl.Series) -> NDArray[np.int64]:
    """Return the numbers of rows that differ from the row before; the first is one."""
    differs = ranked.ne_missing(ranked.shift(1))
    return np.flatnonzero(differs.to_numpy()).astype(np.int64)
