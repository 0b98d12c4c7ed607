"""Numbers from a range: mobiles and CNICs one after the other, serial = row number, names at random."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import fill, person
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "Numbers from a range"
TELL = "The step from row to row is constant; the last digit is always the same."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_PREFIXES = (35202, 42101, 37405, 61101, 36302)


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows with one prefix after the other, each counted up from 0000001, every last digit 1."""
    number = np.arange(1, rows + 1)
    prefix = np.array(_PREFIXES)[(number - 1) * len(_PREFIXES) // max(rows, 1)]
    made = person(rng, rows, seller)
    made["cnic"] = text((prefix * 10**7 + number) * 10 + 1, 13)
    first = int(rng.integers(3_000_000_000, 3_009_000_000))
    made["mobile"] = "0" + text(first + number * (seller.step or int(rng.choice([1, 1, 7]))), 10)
    return fill(genuine, rows, rng, made)
