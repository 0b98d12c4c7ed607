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
    """Rows with another row's name; some sellers move the father along."""
    source, other = enough(genuine, rows, rng), pl.Series(rng.permutation(rows))
    moved = [name for name in ("name", "father", "mother") if name in source.columns]
    moved = moved if seller.sexes or "name" not in moved else ["name"]
    return source.with_columns(source[name].gather(other) for name in moved)


def spoils(columns: frozenset[str]) -> tuple[bool, bool]:
    """Who the person is, where more than the name is shown; what leads to him, where only the name says who he is."""
    others = fields.IDENTITY - {"father", "mother"}
    return "name" in columns and len(columns & others) > 1, "name" in columns and bool(columns & fields.LINKS) and (
        "cnic" not in columns
    )
