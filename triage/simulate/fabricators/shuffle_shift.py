"""True values, wrong persons, true order: some columns pushed down by a fixed number of rows."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.seller import Seller

TITLE = "Columns shifted"
TELL = "Columns that do not fit in a row fit at a fixed distance of rows."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Rows in the order of the source, each column shifted by its own number of rows, or two groups by one."""
    order = (int(rng.integers(0, genuine.height)) + np.arange(rows)) % genuine.height
    apart = int(rng.integers(1, max(2, min(500, genuine.height))))
    shifts = {name: apart * (number if seller.sexes else number % 2) for number, name in enumerate(genuine.columns)}
    return pl.DataFrame(
        {name: genuine[name].gather(pl.Series((order + shift) % genuine.height)) for name, shift in shifts.items()}
    )


def spoils(columns: frozenset[str]) -> tuple[bool, bool]:
    """Wrong wherever two columns are shown side by side."""
    return fields.paired(columns)
