"""A generator library with a Pakistani name list: flat names of two words, fifty cities, five-part addresses.

The shape of faker-pk 0.2.0 and Faker en_PK as measured on 2026-11-23: prefixes 10000-99999,
serials that never begin with 0, 44 mobile codes alike, births spread evenly over 1950-2006.
"""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import choose, digits, fill, person
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "A generator library's lists"
TELL = "A short flat list of names, serials that never begin with 0, places that no prefix fits."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_CODES = (*range(300, 310), *range(320, 326), *range(340, 350), *range(330, 338), *range(310, 320))
_BANKS = ("HABB", "UNIL", "MUCB", "ABPA", "ALFH", "MEZN", "NBPA", "SCBL")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records straight from the generator."""
    made = person(rng, rows, seller)
    made["address"] = made["address"] + ", PUNJAB, " + text(rng.integers(10_000, 97_000, rows), 5)
    made["cnic"] = pl.select(pl.concat_str(
        text(rng.integers(10_000, 100_000, rows), 5), text(rng.integers(10**6, 10**7, rows), 7), digits(rng, 1, rows)
    )).to_series()  # fmt: skip
    made["mobile"] = choose(rng, [f"0{code}" for code in _CODES], rows) + text(rng.integers(10**6, 10**7, rows), 7)
    check = text(rng.integers(10, 100, rows), 2)
    made["iban"] = pl.select(
        pl.concat_str(pl.lit("PK"), check, choose(rng, _BANKS, rows), digits(rng, 16, rows))
    ).to_series()
    return fill(genuine, rows, rng, made)
