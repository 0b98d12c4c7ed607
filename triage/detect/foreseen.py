"""Cells of many small tables looked at in one go.

A pattern of thousands of words takes longer to compile than to run on a table of a few rows, so the values of all cells
that some tables show are found once, and each table takes its own from there. Values are of single cells: the answer
is the same for any company.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import polars as pl

from recognizers import fold_column
from triage.detect.eyes import Eyes


@dataclass(frozen=True)
class Foreseen(Eyes):
    """Eyes that know the values of these folded cells; of other cells they find them as ever."""

    cells: pl.Series = field(default_factory=lambda: pl.Series("cell", [], pl.String))
    _known: dict[str, pl.DataFrame] = field(default_factory=dict)

    @classmethod
    def of(cls, eyes: Eyes, samples: Iterable[pl.DataFrame]) -> Foreseen:
        """These eyes, for these samples."""
        columns = [column.drop_nulls().rename("cell") for sample in samples for column in sample.iter_columns()]
        whole = pl.concat([pl.Series("cell", [], pl.String), *columns]).unique()
        cells = fold_column(whole).unique().sort().rechunk()
        return cls(**{each.name: getattr(eyes, each.name) for each in fields(eyes)}, cells=cells)

    def values(self, entity: str, cells: pl.Series) -> pl.DataFrame:
        """As `Eyes.values`."""
        if entity not in self._known:
            found = super().values(entity, self.cells)
            self._known[entity] = found.select("value", "valid").with_columns(self.cells.alias("cell"), is_known=True)
        joined = pl.DataFrame({"cell": cells}).join(self._known[entity], on="cell", how="left", maintain_order="left")
        if joined["is_known"].null_count():
            return super().values(entity, cells)
        return joined.select("value", "valid")
