"""True rows under false names: the name alone is shuffled, everything else stays."""

from __future__ import annotations

import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Rng
from triage.simulate.making import enough
from triage.simulate.seller import Seller

TITLE = "Names shuffled"
TELL = "Last digit and gender against the sex of the name: no better than chance; place and number agree."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Rows with another row's name."""
    del seller
    source = enough(genuine, rows, rng)
    moved = [name for name in ("name",) if name in source.columns]
    return source.with_columns(source[name].gather(pl.Series(rng.permutation(rows))) for name in moved)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Who the person is, where more than the name is shown; what leads to him, where only the name says who he is."""
    del had
    others, links = columns & (fields.IDENTITY - {"name"}), columns & fields.LINKS
    return "name" in columns and bool(others), "name" in columns and bool(links) and not others
