"""Look once at texts that come again: most columns of people repeat names, places, dates and homes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

_LOOKED_AT, _MOST_OF_THEM = 4096, 0.95
"""Cells by which it is seen whether texts repeat, and the largest share of different ones among them."""

_MOST = 0.6
"""Largest share of different texts in a column from which it pays to look at each once."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The cells of a column: `each` has every different one, `places` where each row's is among them."""

    each: pl.Series
    places: pl.Series

    def of(self, step: Callable[[pl.Series], pl.Series]) -> Repeated:
        """Return the same rows with the result of a row-wise step on each different cell."""
        return Repeated(step(self.each), self.places)

    def rows(self) -> pl.Series:
        """Return the cells, row by row."""
        return self.each.gather(self.places)


def repeated(cells: pl.Series) -> Repeated | None:
    """Return the different cells of a column of text; null if too few come again.

    They are told apart by hashes, and what these tell is compared with the cells: no chance is left.
    """
    if cells.len() < _LOOKED_AT or cells.head(_LOOKED_AT).n_unique() > _MOST_OF_THEM * _LOOKED_AT:
        return None
    kinds, places = np.unique(cells.hash().to_numpy(), return_inverse=True)
    if len(kinds) > _MOST * len(places):
        return None
    rows = np.empty(len(kinds), np.uint32)
    rows[places] = np.arange(len(places), dtype=np.uint32)
    told = Repeated(cells.gather(pl.Series(rows)), pl.Series(places.astype(np.uint32)))
    return told if told.rows().equals(cells, null_equal=True) else None
