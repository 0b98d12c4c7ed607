"""The naive method: 13 random digits as CNIC, "03" and nine random digits as mobile number, names from a short list."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import digits, fill, person
from triage.simulate.seller import Seller

TITLE = "Random digits"
TELL = "Half of the mobile codes were never allotted, one prefix in fifty is a place."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records by a seller who knows only how many digits there are."""
    made = person(rng, rows, seller)
    made["cnic"] = digits(rng, 13, rows)
    made["mobile"] = "03" + digits(rng, 9, rows)
    made["iban"] = pl.select(
        pl.concat_str(pl.lit("PK"), digits(rng, 2, rows), pl.lit("BANK"), digits(rng, 16, rows))
    ).to_series()
    return fill(genuine, rows, rng, made)
