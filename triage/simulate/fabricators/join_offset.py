"""Two tables put side by side that were in another order: persons by name, contacts by number, a line too many."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Two tables joined by line"
TELL = "Persons in order of one column, contacts in order of another; card against address no better than chance."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return persons and contacts of the same rows, each in the order of its own table."""
    source = enough(genuine, rows, rng)
    contacts = [name for name in source.columns if name in fields.LINKS]
    if not contacts:
        return source
    key = contacts[int(seller.houses) % len(contacts)]
    order = source[key].fill_null("").arg_sort().to_numpy()
    if seller.sexes:  # a line that slipped in, somewhere: all after it are a few lines too low
        order = np.roll(np.arange(rows), 1 + seller.form)
    other = pl.Series(order.astype(np.int64))
    return source.with_columns(source[name].gather(other) for name in contacts)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where a contact is beside a person."""
    del had
    return False, bool(columns & fields.IDENTITY) and bool(columns & fields.LINKS)
