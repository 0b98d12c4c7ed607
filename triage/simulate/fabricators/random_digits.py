"""The naive: 13 random digits for a CNIC, "03" and nine random digits for a mobile number, names from a short list."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import digits, fill, people, simple
from triage.simulate.short_lists import FIRST, LAST

TITLE = "Random digits"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Records of somebody who knows only how many digits there are."""
    made = simple(rng, rows) | people(rng, rows, FIRST, LAST)
    made["cnic"] = digits(rng, 13, rows)
    made["mobile"] = "03" + digits(rng, 9, rows)
    made["iban"] = pl.select(
        pl.concat_str(pl.lit("PK"), digits(rng, 2, rows), pl.lit("BANK"), digits(rng, 16, rows))
    ).to_series()
    return fill(genuine, rows, rng, made)
