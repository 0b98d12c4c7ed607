"""Rows drawn repeatedly from a few true ones, each with a little noise on every number."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "A few true rows with noise"
TELL = "Names of a core come back again and again beside numbers a little apart."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return a bootstrap of a core of the source; dates move by weeks, serials and house numbers by some tens."""
    core = max(1, int(genuine.height * (0.05 + 0.6 * seller.strength)))
    source = genuine.select(pl.all().gather(pl.Series(rng.integers(0, core, rows))))
    changed = {
        name: _moved(source[name], width, step, rng)
        for name, width, step in (("cnic", 13, 10), ("mobile", 11, 1))
        if name in source.columns
    }
    if "dob" in source.columns:
        days = pl.Series(rng.integers(-200, 201, rows)).cast(pl.Duration("ms")) * 86_400_000
        changed["dob"] = (source["dob"].str.to_date("%Y-%m-%d") + days).dt.to_string("%Y-%m-%d")
    if "address" in source.columns:
        house = pl.Series(rng.integers(1, seller.houses, rows)).cast(pl.String)
        parts = pl.DataFrame({"a": source["address"], "h": house})
        replaced = pl.col("a").str.extract(r"^(\D*)") + pl.col("h") + pl.col("a").str.extract(r"^\D*\d+(.*)$")
        changed["address"] = parts.select(pl.coalesce(replaced, "a")).to_series()
    return source.with_columns(**changed)


def _moved(column: pl.Series, width: int, step: int, rng: Rng) -> pl.Series:
    """Return the numbers moved by a few hundred units; with `step` 10 the last digit stays. Null stays null."""
    number: Ints = column.fill_null("0").cast(pl.Int64).to_numpy()
    moved = np.abs(number + step * np.round(rng.normal(0, 300, len(number))).astype(np.int64))
    return text(moved, width).set(column.is_null(), None)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if a changed number is shown."""
    del had
    return bool(columns & {"cnic", "dob"}), bool(columns & {"cnic", "mobile", "address"})
