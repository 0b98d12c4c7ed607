"""Changed copies of people who are not in the dump: the true rows are never there for comparison."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.fabricators.mutate_digits import change
from triage.simulate.seller import Seller

TITLE = "Changed digits of people who are elsewhere"
TELL = "Nothing within the file; the originals, in another dump, differ in one or two digits."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows of people the dump does not hold, with one or two digits of CNIC and mobile number changed."""
    return change(genuine, rows, rng, seller)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if a changed number is shown."""
    del had
    return "cnic" in columns, bool(columns & {"cnic", "mobile"})
