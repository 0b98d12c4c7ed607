"""Blocks of contacts moved: true persons keep their order, their contacts come from a page further on."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Pages of contacts shuffled"
TELL = "Within a page the contacts fit each other and the order of the file; beside the persons they fit by chance."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return persons in order, with the contacts of whole pages put elsewhere."""
    source = enough(genuine, rows, rng)
    page = int(rng.choice([5, 10, 25, 50, 100]))
    number = np.arange(rows) // page
    moved = (number + 1 + seller.form) % (int(number.max(initial=0)) + 1)
    other = np.minimum(moved * page + np.arange(rows) % page, rows - 1)
    if int(number.max(initial=0)) == 0:  # one page alone: turned upside down
        other = np.arange(rows)[::-1].copy()
    contacts = [name for name in source.columns if name not in fields.IDENTITY]
    return source.with_columns(source[name].gather(pl.Series(other)) for name in contacts)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where a contact is beside a person."""
    del had
    return False, bool(columns & fields.IDENTITY) and bool(columns & fields.LINKS)
