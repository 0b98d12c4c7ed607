"""Enrichment: true cards and names to which a seller has added contacts of his own invention."""

from __future__ import annotations

import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough, mobile_codes, operators, random_number, simple, weighed
from triage.simulate.seller import Seller

TITLE = "True cards and names, contacts invented"
TELL = "Addresses of few forms and cities that do not fit the card; digits of numbers too even."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"

CONTACTS = ("mobile", "address", "email", "landline")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true persons whose mobile number, address and mail address are made up."""
    source = enough(genuine, rows, rng)
    mobile = weighed(rng, mobile_codes(rng, seller), rows, seller) + random_number(rng, 7, rows, seller)
    number = random_number(rng, 3, rows, seller)
    called = source["name"] if "name" in source.columns else pl.Series([""]).new_from_index(0, rows)
    first = called.str.to_lowercase().str.extract(r"^([a-z]+)").fill_null("user")
    made = {
        "mobile": mobile, "operator": operators(mobile), "address": simple(rng, rows, seller)["address"],
        "email": first + number + f"@{seller.domain}", "landline": "042" + random_number(rng, 8, rows, seller),
    }  # fmt: skip
    had = [name for name in made if name in source.columns]
    return source.with_columns(made[name].set(source[name].is_null(), None).alias(name) for name in had)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where an invented contact is beside the person."""
    del had
    return False, bool(columns & set(CONTACTS)) and bool(columns & fields.IDENTITY)
