"""Copies of records with one or two digits of the CNIC and of the mobile number changed, to pass for new ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.making import enough
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "Copies with changed digits"
TELL = "The same name, father and address stand under CNICs that differ in one or two digits."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "kept"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return near copies: name, father and address stay."""
    return change(genuine, rows, rng, seller)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if a changed number is shown."""
    del had
    return "cnic" in columns, bool(columns & {"cnic", "mobile"})


def change(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows with one or two digits of CNIC and mobile number changed."""
    source = enough(genuine, rows, rng)
    changed = {}
    for name, first, width in (("cnic", 1, 13), ("mobile", 0, 11)):
        if name in source.columns:
            # Digits are changed in the serial: after the sex digit of a CNIC, at the end of a mobile number.
            number = source[name].fill_null("0" * width).cast(pl.Int64).to_numpy()
            changed[name] = text(_mutated(rng, number, first, seller.strength), width)
    return source.with_columns(**changed)


def _mutated(rng: Rng, number: Ints, first: int, twice: float) -> Ints:
    """Return the number with one of its serial digits changed, and a second one in this share of the rows."""
    for rows in (np.ones(len(number), dtype=bool), rng.random(len(number)) < twice):
        power = 10 ** rng.integers(first, first + 6, len(number))
        digit = number // power % 10
        other = (digit + rng.integers(1, 10, len(number))) % 10
        number = np.where(rows, number + (other - digit) * power, number)
    return number
