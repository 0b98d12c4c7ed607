"""A spreadsheet filled down: a few typed rows, then numbers that rise by a constant and names that repeat."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.making import fill
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "A spreadsheet filled down"
TELL = "Numbers rise by one constant while names come round again."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return a typed block of rows (from `genuine`), repeated; CNIC, mobile and dates are counted up."""
    block = int(rng.integers(15, 60))
    typed = genuine.head(block)
    number = np.arange(rows)
    made = {name: typed[name].gather(pl.Series(number % typed.height)) for name in genuine.columns}
    if "cnic" in made and typed["cnic"].count():
        first = int(typed["cnic"].drop_nulls()[0])
        made["cnic"] = text(_series(first, (seller.step or int(rng.choice([1, 2, 10]))), number, 10**13), 13)
    if "mobile" in made and typed["mobile"].count():
        first = int(typed["mobile"].drop_nulls()[0])
        made["mobile"] = "0" + text(_series(first, 1, number, 10**10), 10)
    if "dob" in made:
        days = np.datetime64("1980-01-01") + number % 9000
        made["dob"] = pl.Series(days.astype("datetime64[D]")).dt.to_string("%Y-%m-%d")
    return fill(
        genuine, rows, rng, {name: made[name] for name in made if name not in {"serial", "family_no", "row_no"}}
    )


def _series(first: int, step: int, number: Ints, limit: int) -> Ints:
    return (first + step * number) % limit
