"""True values, wrong persons, true order: columns are shifted down by fixed numbers of rows."""

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
    """Return rows in the order of the source, each column shifted down by so many rows more than the one before it."""
    del seller
    order = (int(rng.integers(0, genuine.height)) + np.arange(rows)) % genuine.height
    apart = int(rng.integers(1, max(2, min(500, genuine.height))))
    shifts = {name: apart * number for number, name in enumerate(genuine.columns)}
    return pl.DataFrame(
        {name: genuine[name].gather(pl.Series((order + shift) % genuine.height)) for name, shift in shifts.items()}
    )


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if two columns are shown side by side."""
    del had
    return fields.paired(columns)
