"""The Urdu locale of faker-js: names in Urdu script from short lists, 03 and nine digits of any kind."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.foreign_words import country
from triage.simulate.making import digits, fill, random_number, sex_digits
from triage.simulate.relabel import persons
from triage.simulate.seller import Seller

TITLE = "faker-js, locale ur"
TELL = "Short even lists in Urdu script; half of the mobile codes were never allotted."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records as faker-js makes them; the CNIC by a pattern, as its users write it."""
    made = persons(country("urdu"), rows, rng, seller)
    made["cnic"] = random_number(rng, 12, rows, seller) + sex_digits(rng, made["gender"], seller)
    made["mobile"] = "03" + digits(rng, 9, rows)
    return fill(genuine, rows, rng, made)
