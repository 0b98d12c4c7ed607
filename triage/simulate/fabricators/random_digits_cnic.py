"""Random digits after listed CNIC prefixes and true mobile codes: all prefixes alike, unrelated to the address."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import choose, fill, mobile_codes, person, random_number
from triage.simulate.places import places
from triage.simulate.seller import Seller

TITLE = "Random digits behind listed CNIC prefixes"
TELL = "All listed prefixes alike, unrelated to the address; names from a short flat list."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records by a seller who looked up both lists and the rule of the last digit."""
    made = person(rng, rows, seller)
    sex = np.where(made["gender"].to_numpy() == "M", 1, 2) + 2 * rng.integers(0, 4, rows)
    prefix = choose(rng, [str(each) for each in places().prefixes], rows)
    made["cnic"] = prefix + random_number(rng, 7, rows, seller) + pl.Series(sex).cast(pl.String)
    made["mobile"] = choose(rng, mobile_codes(rng, seller), rows) + random_number(rng, 7, rows, seller)
    return fill(genuine, rows, rng, made)
