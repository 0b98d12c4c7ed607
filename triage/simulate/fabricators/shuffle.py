"""True values, wrong persons: every column of a genuine file shuffled by itself."""

from __future__ import annotations

import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Columns shuffled apart"
TELL = "Last digit against sex and name, prefix against address: no better than chance."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows in which every cell is genuine, but no pair of cells is."""
    del seller
    source = enough(genuine, rows, rng)
    return pl.DataFrame({name: source[name].gather(pl.Series(rng.permutation(rows))) for name in source.columns})


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if two columns are shown side by side."""
    del had
    return fields.paired(columns)
