"""True values, wrong persons, right place: columns shuffled only among people whose CNICs are of one district."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import enough

TITLE = "Columns shuffled within a district"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Shuffled rows that still agree on the district: the group is the first three digits of the CNIC."""
    source = enough(genuine, rows, rng)
    group = source["cnic"].str.head(3).fill_null("").rank("dense").to_numpy() if "cnic" in source else np.zeros(rows)
    home = np.argsort(group, kind="stable")
    columns = {}
    for name in source.columns:
        # Sorting by (group, random) sends every row to a random row of its own group.
        columns[name] = (
            source[name].gather(pl.Series(np.lexsort((rng.random(rows), group)))).scatter(home, source[name])
        )
    return pl.DataFrame(columns)
