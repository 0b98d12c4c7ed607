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

_TOGETHER = frozenset({"name", "father", "mother", "gender"})
"""What some sellers leave together."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Rows whose every cell is genuine and whose every pair of cells is not."""
    source = enough(genuine, rows, rng)
    order = {name: rng.permutation(rows) for name in source.columns}
    if seller.sexes and "name" in order:
        order = {name: order["name" if name in _TOGETHER else name] for name in order}
    return pl.DataFrame({name: source[name].gather(pl.Series(order[name])) for name in source.columns})


def spoils(columns: frozenset[str]) -> tuple[bool, bool]:
    """Wrong wherever two columns are shown side by side."""
    return fields.paired(columns)
