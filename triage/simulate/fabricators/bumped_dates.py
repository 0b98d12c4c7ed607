"""An old leak made young: true rows whose dates of birth and ages are moved, so that they look like new people."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import digits, enough
from triage.simulate.seller import Seller

TITLE = "True persons with dates moved"
TELL = "Days of birth stay where they were, years are too late for the names and the serials."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true rows, some years younger, with another last part of the serial."""
    source = enough(genuine, rows, rng)
    years = 1 + int(6 * seller.strength)
    made = {}
    if "dob" in source.columns:
        moved = source["dob"].str.head(4).cast(pl.Int64) + years
        leap = source["dob"].str.slice(4) == "-02-29"
        rest = source["dob"].str.slice(4).set(leap, "-02-28")
        made["dob"] = moved.cast(pl.String) + rest
    if "age" in source.columns:
        made["age"] = (source["age"].cast(pl.Int64) - years).clip(18, 100).cast(pl.String)
    if "cnic" in source.columns:
        made["cnic"] = source["cnic"].str.head(9) + digits(rng, 3, rows) + source["cnic"].str.slice(12)
    return source.with_columns(each.alias(name) for name, each in made.items())


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where a changed value is shown."""
    del had
    return bool(columns & {"cnic", "dob", "age"}), "cnic" in columns
