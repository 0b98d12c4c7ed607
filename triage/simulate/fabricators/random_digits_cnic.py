"""Random digits behind listed CNIC prefixes and true mobile codes: all prefixes alike, unrelated to the address."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import choose, digits, fill, people, simple
from triage.simulate.numbers import codes
from triage.simulate.places import places
from triage.simulate.short_lists import FIRST, LAST

TITLE = "Random digits behind listed CNIC prefixes"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Records of somebody who looked up both lists and the rule of the last digit."""
    made = simple(rng, rows) | people(rng, rows, FIRST, LAST)
    sex = np.where(made["gender"].to_numpy() == "M", 1, 2) + 2 * rng.integers(0, 4, rows)
    prefix = choose(rng, [str(each) for each in places().prefixes], rows)
    made["cnic"] = prefix + digits(rng, 7, rows) + pl.Series(sex).cast(pl.String)
    made["mobile"] = choose(rng, [f"0{code}" for code, _, _ in codes()], rows) + digits(rng, 7, rows)
    return fill(genuine, rows, rng, made)
