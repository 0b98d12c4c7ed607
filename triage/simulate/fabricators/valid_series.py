"""Series under valid prefixes: serials are counted up from a start a city, and the rows are mixed afterwards."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick, zipf
from triage.simulate.making import fill, mobile_codes, operators, person
from triage.simulate.numbers import text
from triage.simulate.places import places
from triage.simulate.seller import Seller

TITLE = "Counted serials under valid prefixes"
TELL = "Serials of a city lie close together; names and homes are a generator's."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows whose cards and numbers are counted within few prefixes."""
    made = person(rng, rows, seller)
    here = places()
    offices = here.prefixes[rng.permutation(len(here.prefixes))[: max(2, seller.cities // 3)]]
    which = pick(rng, zipf(len(offices), 0.7), rows)
    step = max(1, seller.step)
    counted = np.zeros(rows, dtype=np.int64)
    for office in range(len(offices)):
        own = np.flatnonzero(which == office)
        counted[own] = int(rng.integers(10**6, 9 * 10**6)) + step * np.arange(len(own))
    female = made["gender"].to_numpy() == "F"
    last = np.where(female, 2, 1) + 2 * rng.integers(0, 4, rows) if seller.parity else rng.integers(0, 10, rows)
    known = pl.Series(mobile_codes(rng, seller), dtype=pl.String)
    first = int(rng.integers(10**6, 8 * 10**6))
    mobile = known.gather(pl.Series(rng.integers(0, len(known), rows))) + text(first + step * np.arange(rows), 7)
    made |= {
        "cnic": pl.Series(offices[which]).cast(pl.String) + text(counted % 10**7, 7) + pl.Series(last).cast(pl.String),
        "mobile": mobile.str.head(11), "operator": operators(mobile),
    }  # fmt: skip
    mixed = pl.Series(rng.permutation(rows) if seller.sexes else np.arange(rows))
    return fill(genuine, rows, rng, {name: each.gather(mixed) for name, each in made.items()})
