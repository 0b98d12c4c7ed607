"""True persons with the phone and address of other true persons: all links of a person are moved together."""

from __future__ import annotations

import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Phones and addresses of other persons"
TELL = "Prefix of the CNIC against the address: no better than chance; identity and links are each in order."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows with the identity of one row and everything else of another."""
    del seller
    source, other = enough(genuine, rows, rng), pl.Series(rng.permutation(rows))
    moved = [name for name in source.columns if name not in fields.IDENTITY]
    return source.with_columns(source[name].gather(other) for name in moved)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity is wrong (never), and links: if they are shown beside a column of identity."""
    del had
    return False, bool(columns & fields.IDENTITY) and bool(columns & fields.LINKS)
