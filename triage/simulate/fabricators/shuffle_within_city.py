"""True values, wrong persons, right place: columns shuffled only among people whose CNICs are of one district."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Ints, Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Columns shuffled within a district"
TELL = "Last digit against name no better than chance, though places agree."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return shuffled rows that still agree on the district: the group is the first digits of the CNIC."""
    source, known = enough(genuine, rows, rng), 5 if seller.sexes else 3
    place = source["cnic"].str.head(known).fill_null("") if "cnic" in source.columns else pl.Series([""] * rows)
    group = place.rank("dense").to_numpy().astype(np.int64)
    home = np.argsort(group, kind="stable")
    return pl.DataFrame({name: source[name].gather(pl.Series(_within(group, home, rng))) for name in source.columns})


def _within(group: Ints, home: Ints, rng: Rng) -> Ints:
    """Return for each row a random row of its own group; no row occurs twice."""
    # Two orders by group, one stable and one random inside the groups, are matched position by position.
    other = np.empty(len(group), dtype=np.int64)
    other[home] = np.lexsort((rng.random(len(group)), group))
    return other


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if two columns are shown side by side."""
    del had
    return fields.paired(columns)
