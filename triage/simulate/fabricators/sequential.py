"""Numbers from a range: mobiles and CNICs one after the other, serial = row number, names at random."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import fill, people, simple
from triage.simulate.numbers import text
from triage.simulate.short_lists import FIRST, LAST

TITLE = "Numbers from a range"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_PREFIXES = (35202, 42101, 37405, 61101, 36302)


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """One prefix after the other, each filled from 0000001 on, every last digit 1."""
    number = np.arange(1, rows + 1)
    prefix = np.array(_PREFIXES)[(number - 1) * len(_PREFIXES) // max(rows, 1)]
    made = simple(rng, rows) | people(rng, rows, FIRST, LAST)
    made["cnic"] = text((prefix * 10**7 + number) * 10 + 1, 13)
    first = int(rng.integers(3_000_000_000, 3_009_000_000))
    made["mobile"] = "0" + text(first + number * int(rng.choice([1, 1, 7])), 10)
    return fill(genuine, rows, rng, made)
