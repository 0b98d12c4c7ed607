"""A model that learnt which value follows which: each column is drawn given the one before, names word by word.

It represents tabular language models and conditional networks trained on true rows: adjacent columns agree, others do
not.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Ints, Rng
from triage.simulate.making import digits, fill
from triage.simulate.seller import Seller

TITLE = "A model trained on true rows, column after column"
TELL = "Columns agree with their neighbours and with no others; digits behind the prefix are too even."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_COARSE = {"cnic": (0, 3), "mobile": (0, 4), "dob": (0, 3), "address": (0, 0)}
"""The part of a value that decides the next column: (start, length) of a slice; length 0 = the last word."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows drawn by a chain over the columns, in the order of the file or (some sellers) in another order."""
    names = list(genuine.columns)
    order = [names[each] for each in rng.permutation(len(names))] if seller.sexes else names
    at: Ints = rng.integers(0, genuine.height, rows)
    made = {}
    for before, name in zip([order[0], *order], order, strict=False):
        key = _coarse(genuine[before])
        at = _next(key, at, rng)
        made[name] = genuine[name].gather(pl.Series(at))
        if name in {"name", "father"}:
            made[name] = _worded(genuine[name], made[name], rng)
    if "cnic" in made:
        serial = digits(rng, 7, rows)
        made["cnic"] = made["cnic"].str.head(5) + serial + made["cnic"].str.slice(12, 1)
    if "mobile" in made:
        made["mobile"] = made["mobile"].str.head(5) + digits(rng, 6, rows)
    return fill(genuine, rows, rng, {name: made[name] for name in names if name not in {"row_no", "serial"}})


def _coarse(column: pl.Series) -> Ints:
    """Return an integer code for each value, equal for values of which the model keeps the same part."""
    cut = _COARSE.get(column.name)
    kept = column.str.slice(*cut) if cut and cut[1] else column.str.extract(r"(\S+)$")
    codes: Ints = kept.fill_null("").rank("dense").to_numpy().astype(np.int64)
    return codes


def _next(key: Ints, at: Ints, rng: Rng) -> Ints:
    """Return for each row a random row of the source that has the same key as the row it is at."""
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    first, end = (np.searchsorted(sorted_key, key[at], side=side) for side in ("left", "right"))
    chosen: Ints = order[first + (rng.random(len(at)) * (end - first)).astype(np.int64)]
    return chosen


def _worded(source: pl.Series, drawn: pl.Series, rng: Rng) -> pl.Series:
    """Return the drawn names with a last word that followed the same first word somewhere in the source."""
    both = pl.concat([source, drawn]).fill_null("").str.extract(r"^(\S+)").fill_null("")
    key: Ints = both.rank("dense").to_numpy().astype(np.int64)
    order = np.argsort(key[: len(source)], kind="stable")
    sorted_key = key[: len(source)][order]
    mine = key[len(source) :]
    first, end = (np.searchsorted(sorted_key, mine, side=side) for side in ("left", "right"))
    at = order[np.minimum(first + (rng.random(len(mine)) * (end - first)).astype(np.int64), len(source) - 1)]
    pairs = pl.DataFrame({"drawn": drawn, "other": source.gather(pl.Series(at))})
    joined = pl.col("drawn").str.extract(r"^(.*?)\S+$") + pl.col("other").str.extract(r"(\S+)$")
    return pairs.select(pl.coalesce(joined, "drawn")).to_series()
