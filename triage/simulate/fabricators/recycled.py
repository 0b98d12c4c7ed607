"""An old dump sold again: its own rows a second and third time, some with a space or a running number changed."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import fill
from triage.simulate.seller import Seller

TITLE = "Old rows sold again"
TELL = "Rows that stand there before, mostly in the same order."
IDENTITY = LINKAGE = "genuine"
NOVELTY, SOURCE = "copy", "kept"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return copies in the old order, as often as needed; running numbers continue."""
    start = int(rng.integers(0, genuine.height))
    at = (start + pl.int_range(rows, eager=True)) % genuine.height
    if seller.parity:  # such a seller mixes them, so that it shows less
        at = at.gather(pl.Series(rng.permutation(rows)))
    copies = genuine.select(pl.all().gather(at))
    return fill(genuine, rows, rng, {name: copies[name] for name in copies.columns if name not in {"serial", "row_no"}})
