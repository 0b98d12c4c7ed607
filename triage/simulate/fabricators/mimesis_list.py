"""Mimesis, which knows no Pakistan: people of its nearest locales, sexes right, masks of numbers filled in."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.foreign_words import country
from triage.simulate.making import choose, digits, fill, mobile_codes, random_number, sex_digits
from triage.simulate.relabel import persons
from triage.simulate.seller import Seller

TITLE = "Mimesis, nearest locales"
TELL = "Persian or English names, as many women as men, and no two columns that hang together but name and sex."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records of the Persian or the English locale with numbers by mask."""
    made = persons(country("iran" if seller.form % 3 else "us"), rows, rng, seller)
    made["cnic"] = random_number(rng, 5, rows, seller) + digits(rng, 7, rows) + sex_digits(rng, made["gender"], seller)
    codes = choose(rng, mobile_codes(rng, seller), rows) if seller.zeros else "03" + digits(rng, 2, rows)
    made["mobile"] = codes + digits(rng, 7, rows)
    return fill(genuine, rows, rng, made)
