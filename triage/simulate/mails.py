"""Make e-mail addresses from names, for families of worlds and sellers without a method of their own."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.words import DOMAINS


def mails(rng: Rng, names: pl.Series) -> pl.Series:
    """Return letters of the name, a number and a common provider; "user" for a name without Latin letters."""
    rows = len(names)
    local = names.str.to_lowercase().str.replace_all(r"[^a-z]+", "").fill_null("").replace("", "user")
    number = pl.Series(rng.integers(1, 10_000, rows)).cast(pl.String)
    share = np.arange(1, len(DOMAINS) + 1, dtype=float) ** -2
    domain = pl.Series(DOMAINS, dtype=pl.String).gather(
        pl.Series(rng.choice(len(DOMAINS), rows, p=share / share.sum()))
    )
    return local + number + "@" + domain
