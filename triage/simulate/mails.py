"""Mail addresses made from names, for families of worlds and sellers that have no habits of their own for them."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.words import DOMAINS


def mails(rng: Rng, names: pl.Series) -> pl.Series:
    """Letters of the name, a number, a common provider; where the name has no Latin letters, "user"."""
    rows = len(names)
    local = names.str.to_lowercase().str.replace_all(r"[^a-z]+", "").fill_null("").replace("", "user")
    number = pl.Series(rng.integers(1, 10_000, rows)).cast(pl.String)
    share = np.arange(1, len(DOMAINS) + 1, dtype=float) ** -2
    domain = pl.Series(DOMAINS, dtype=pl.String).gather(
        pl.Series(rng.choice(len(DOMAINS), rows, p=share / share.sum()))
    )
    return local + number + "@" + domain
