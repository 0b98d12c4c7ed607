"""True persons with invented phones: the last digits of the mobile number are changed, all else stays."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.links import other_links
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "True persons with invented phones"
TELL = "Nothing within the file but digits of numbers too even; only the operator can tell."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"

FIRST = ("mobile", "landline", "email", "address")
"""Columns of which the first that the file has is invented."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true rows whose number was never theirs."""
    return other_links(enough(genuine, rows, rng), FIRST, rng, seller)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: links are if the invented column is shown."""
    return False, next((name for name in FIRST if name in had), "") in columns
