"""Altered digits with care: the place and the sex of a true card stay, every serial of the row is another."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import digits, enough
from triage.simulate.seller import Seller

TITLE = "True persons under altered serials"
TELL = "Nothing within the file but serials too even; the originals are in another dump under other numbers."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true rows with the last two to seven digits of each serial drawn anew."""
    source = enough(genuine, rows, rng)
    count = 2 + round(5 * seller.strength)
    made = {}
    if "cnic" in source.columns:
        card = source["cnic"]
        made["cnic"] = card.str.head(12 - count) + digits(rng, count, rows) + card.str.slice(12)
    if "mobile" in source.columns:
        made["mobile"] = source["mobile"].str.head(11 - count) + digits(rng, count, rows)
    return source.with_columns(each.alias(name) for name, each in made.items())


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where a changed number is shown."""
    del had
    return "cnic" in columns, bool(columns & {"cnic", "mobile"})
