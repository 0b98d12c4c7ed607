"""Copies of records with one or two digits of the CNIC and of the mobile number changed, to pass for new ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.making import enough
from triage.simulate.numbers import text

TITLE = "Copies with changed digits"
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "kept"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng) -> pl.DataFrame:
    """Near copies: the name, the father and the address stay."""
    source = enough(genuine, rows, rng)
    changed = {}
    for name, first, width in (("cnic", 1, 13), ("mobile", 0, 11)):
        if name in source.columns:
            # Digits are changed in the serial: behind the sex digit of a CNIC, at the end of a mobile number.
            number = source[name].fill_null("0" * width).cast(pl.Int64).to_numpy()
            changed[name] = text(_mutated(rng, number, first), width)
    return source.with_columns(**changed)


def _mutated(rng: Rng, number: Ints, first: int) -> Ints:
    """The number with one of its serial digits changed, and a second one in half of the rows."""
    for rows in (np.ones(len(number), dtype=bool), rng.random(len(number)) < 0.5):
        power = 10 ** rng.integers(first, first + 6, len(number))
        digit = number // power % 10
        other = (digit + rng.integers(1, 10, len(number))) % 10
        number = np.where(rows, number + (other - digit) * power, number)
    return number
