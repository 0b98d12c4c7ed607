"""True values, wrong persons, right place: columns shuffled only among people whose CNICs are of one district."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.making import enough

TITLE = "Columns shuffled within a district"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Shuffled rows that still agree on the district: the group is the first three digits of the CNIC."""
    source = enough(genuine, rows, rng)
    place = source["cnic"].str.head(3).fill_null("") if "cnic" in source.columns else pl.Series([""] * rows)
    group = place.rank("dense").to_numpy().astype(np.int64)
    home = np.argsort(group, kind="stable")
    return pl.DataFrame({name: source[name].gather(pl.Series(_within(group, home, rng))) for name in source.columns})


def _within(group: Ints, home: Ints, rng: Rng) -> Ints:
    """For each row a random row of its own group; no row twice."""
    # Two orders by group, one as it is and one random inside the groups, meet place by place.
    other = np.empty(len(group), dtype=np.int64)
    other[home] = np.lexsort((rng.random(len(group)), group))
    return other
