"""Numbers by a fixed stride through a whole range: they look random, but fill it too evenly."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import choose, fill, mobile_codes, person
from triage.simulate.numbers import text
from triage.simulate.places import places
from triage.simulate.seller import Seller

TITLE = "Numbers by a stride"
TELL = "Gaps between sorted serials are far more even than chance leaves them; a second difference is zero."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_RANGE = 10_000_000


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return serials base + k x stride modulo ten million after listed prefixes and true mobile codes."""
    made = person(rng, rows, seller)
    number = np.arange(rows)
    # By the golden ratio (an even spread), or by a step of the seller's.
    strides = [int(rng.integers(2, 5_000)) * max(seller.step, 1) if seller.sexes else 6_180_339 for _ in range(2)]
    serials = [(int(rng.integers(0, _RANGE)) + number * stride) % _RANGE for stride in strides]
    known = [str(each) for each in rng.permutation(places().prefixes)[: seller.cities]]
    sex = np.where(made["gender"].to_numpy() == "M", 1, 2) + 2 * (number % 4)
    made["cnic"] = choose(rng, known, rows) + text(serials[0], 7) + pl.Series(sex).cast(pl.String)
    made["mobile"] = choose(rng, mobile_codes(rng, seller), rows) + text(serials[1], 7)
    return fill(genuine, rows, rng, made)
