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
    """Return rows with another row's name."""
    del seller
    source = enough(genuine, rows, rng)
    moved = [name for name in ("name",) if name in source.columns]
    return source.with_columns(source[name].gather(pl.Series(rng.permutation(rows))) for name in moved)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity is wrong, if more of it than the name is shown.

    And links, if only the name is beside them.
    """
    del had
    others, links = columns & (fields.IDENTITY - {"name"}), columns & fields.LINKS
    return "name" in columns and bool(others), "name" in columns and bool(links) and not others
