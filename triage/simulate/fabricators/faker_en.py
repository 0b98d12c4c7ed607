"""Faker with an English or Indian locale: foreign people, and digits filled in by pattern (bothify)."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.foreign_words import country
from triage.simulate.making import digits, fill, random_number, sex_digits
from triage.simulate.relabel import persons
from triage.simulate.seller import Seller

TITLE = "Faker, locales en_US and en_IN"
TELL = "Names and places of another country; the digits of a pattern, each alike, prefixes of no place."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return foreign persons with numbers of the forms #####-#######-# and 03#########."""
    made = persons(country("us" if seller.form % 2 else "india"), rows, rng, seller)
    made["cnic"] = random_number(rng, 12, rows, seller) + sex_digits(rng, made["gender"], seller)
    made["mobile"] = ("03" if seller.codes > 60 else "030") + digits(rng, 9 if seller.codes > 60 else 8, rows)
    made["iban"] = "PK" + digits(rng, 2, rows) + "HABB" + digits(rng, 16, rows)
    return fill(genuine, rows, rng, made)
