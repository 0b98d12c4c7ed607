"""True values, wrong persons, but right at a glance: shuffled among people of one place and sex."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Columns shuffled within place and sex"
TELL = "One CNIC under several names, fathers and births; families and operators that do not hold together."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_STAY = frozenset({"cnic", "gender", "district", "tehsil", "operator"})
"""Columns that show place and sex: they stay."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return shuffled rows that agree on place (three or five digits of the CNIC) and sex (its last digit)."""
    source = enough(genuine, rows, rng)
    digits = 5 if seller.sexes else 3
    keys = pl.lit("")
    if "cnic" in source.columns:
        keys = pl.col("cnic").str.head(digits) + (pl.col("cnic").str.slice(12, 1).cast(pl.Int64) % 2).cast(pl.String)
    group = source.select(keys.fill_null("").rank("dense")).to_series().to_numpy().astype(np.int64)
    group = np.broadcast_to(group, (rows,))
    home = np.argsort(group, kind="stable")
    moved = {}
    for name in source.columns:
        if name in _STAY and "cnic" in source.columns:
            continue
        other = np.empty(rows, dtype=np.int64)
        other[home] = np.lexsort((rng.random(rows), group))
        moved[name] = source[name].gather(pl.Series(other))
    return source.with_columns(**moved)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if two columns are shown side by side."""
    del had
    return fields.paired(columns)
