"""Mockaroo and similar services: a thousand rows by regular expressions, downloaded, and reused if more are needed."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.foreign_words import country
from triage.simulate.making import choose, digits, fill, mobile_codes, person, sex_digits
from triage.simulate.relabel import persons
from triage.simulate.seller import Seller

TITLE = "A web form of made-up data (Mockaroo)"
TELL = "English names, cells by regular expression, and the same thousand rows again."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_FREE = 1_000
"""Rows of one download without an account."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return downloads of a thousand rows; some sellers take a new one each time, some the first again."""
    made = persons(country("us"), rows, rng, seller)
    if seller.famous > 0.5:
        made |= {name: column for name, column in person(rng, rows, seller).items() if name in {"district", "tehsil"}}
    made["cnic"] = digits(rng, 12, rows) + sex_digits(rng, made["gender"], seller)
    made["mobile"] = choose(rng, mobile_codes(rng, seller)[:6], rows) + digits(rng, 7, rows)
    whole = fill(genuine, rows, rng, made)
    if seller.month_ends:
        return whole
    return whole.select(pl.all().gather(pl.Series(np.arange(rows) % _FREE)))
