"""True values, wrong persons: every column of a genuine file shuffled by itself."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import enough

TITLE = "Columns shuffled apart"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Rows whose every cell is genuine and whose every pair of cells is not."""
    source = enough(genuine, rows, rng)
    return pl.DataFrame({name: source[name].gather(pl.Series(rng.permutation(rows))) for name in source.columns})
