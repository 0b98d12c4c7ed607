"""Random digits after true mobile codes, all codes alike; CNICs are 13 random digits with no leading zero."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import choose, digits, fill, mobile_codes, person, sex_digits
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "Random digits behind true mobile codes"
TELL = "Prefixes of any digits, serials that never begin with 0, all mobile codes alike."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records by a seller who looked up the mobile codes."""
    made = person(rng, rows, seller)
    made["cnic"] = (
        text(rng.integers(10_000, 100_000, rows), 5)
        + text(rng.integers(10**6, 10**7, rows), 7)
        + sex_digits(rng, made["gender"], seller)
    )
    made["mobile"] = choose(rng, mobile_codes(rng, seller), rows) + text(rng.integers(10**6, 10**7, rows), 7)
    made["iban"] = (
        "PK"
        + text(rng.integers(10, 100, rows), 2)
        + choose(rng, ("HABB", "UNIL", "MUCB", "MEZN"), rows)
        + digits(rng, 16, rows)
    )
    return fill(genuine, rows, rng, made)
