"""A language model asked repeatedly: pages of 20 to 100 rows, each with the same favourites in a similar order."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, unit
from triage.simulate.fabricators import llm_table
from triage.simulate.seller import Seller

TITLE = "A language model's tables, page by page"
TELL = "Names and cities come back with the period of a page."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows with one table's names and places on every page, mostly at the same line; numbers are new."""
    page = int(rng.choice([20, 25, 50, 100]))
    table = llm_table.fabricate(genuine, rows, rng, seller)
    line = np.arange(rows) % page
    slipped = unit(np.arange(rows), int(rng.integers(0, 2**31))) < 0.4 * seller.strength
    line = np.minimum(np.where(slipped, rng.integers(0, page, rows), line), rows - 1)
    kept = [name for name in ("name", "father", "mother", "address", "district", "tehsil", "gender") if name in table]
    return table.with_columns(table[name].gather(pl.Series(line)) for name in kept)
