"""A true person with another's name: name, father and birth come from somebody else of the same sex."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "True persons under another's name"
TELL = "A name comes with the home of another province; the same CNIC has another holder elsewhere."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_PERSON = ("name", "father", "mother", "dob", "age")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows with CNIC, phone and address of one row, and name, father and birth of another."""
    del seller
    source = enough(genuine, rows, rng)
    moved = [name for name in _PERSON if name in source.columns]
    sex = np.zeros(rows)
    if "cnic" in source.columns:
        sex = source["cnic"].str.slice(12, 1).fill_null("0").cast(pl.Int64).to_numpy() % 2
    # Two orders by sex, one stable and one random, are matched position by position.
    other = np.empty(rows, dtype=np.int64)
    other[np.argsort(sex, kind="stable")] = np.lexsort((rng.random(rows), sex))
    return source.with_columns(source[name].gather(pl.Series(other)) for name in moved)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity is wrong, if a number of the person is beside the name; links, if the name alone is."""
    del had
    named = bool(columns & {"name", "father", "mother"})
    rest = columns & (fields.IDENTITY - set(_PERSON))
    return named and bool(rest), named and not rest and bool(columns & fields.LINKS)
