"""True persons with invented accounts or devices: IBAN, IMEI or IMSI with other digits."""

from __future__ import annotations

import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.links import other_links
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "True persons with invented accounts"
TELL = "Check digits of IBAN and IMEI hold by chance only, where the seller did not know of them."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"

FIRST = ("iban", "imei", "imsi", "mobile", "address")
"""Columns of which the first that the file has is invented."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true rows whose account or device was never theirs."""
    return other_links(enough(genuine, rows, rng), FIRST, rng, seller)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: links are if the invented column is shown."""
    return False, next((name for name in FIRST if name in had), "") in columns
