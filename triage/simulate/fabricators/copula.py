"""A Gaussian copula fitted on true rows, as synthetic-data libraries fit it: marginals kept, pairs nearly, rows new."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields
from triage.simulate.draw import Floats, Rng
from triage.simulate.making import digits, enough, fill
from triage.simulate.seller import Seller

TITLE = "A Gaussian copula fitted on true rows"
TELL = "Values of the source in pairs that only order holds together: last digits against names, prefixes near by."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return rows by correlated normal scores of the ranks of each column; serials of numbers are drawn anew."""
    source = _split(enough(genuine, max(20, genuine.height), rng))
    scores = np.stack([_scores(source[name], rng) for name in source.columns], axis=1)
    kept = 1 - 0.5 * seller.strength  # such libraries shrink correlations, the more so the fewer rows they see
    correlation = np.corrcoef(scores, rowvar=False).reshape(source.width, source.width)
    correlation = kept * np.nan_to_num(correlation) + (1 - kept) * np.eye(source.width)
    np.fill_diagonal(correlation, 1.0)
    drawn = rng.multivariate_normal(np.zeros(source.width), correlation, rows, method="eigh")
    made = {}
    for number, name in enumerate(source.columns):
        rank = np.argsort(np.argsort(drawn[:, number])) * source.height // rows
        made[name] = source[name].sort(nulls_last=False).gather(pl.Series(rank))
    return fill(genuine, rows, rng, _joined(made, rng, rows))


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Return whether identity and links are wrong: if two columns are shown side by side, or one with new digits."""
    del had
    identity, linkage = fields.paired(columns)
    return identity or "cnic" in columns, linkage or bool(columns & {"mobile", "iban"})


def _scores(column: pl.Series, rng: Rng) -> Floats:
    """Return normal scores of the ranks, ties in random order."""
    tied = pl.DataFrame({"value": column, "tie": rng.random(len(column)), "row": np.arange(len(column))})
    order = tied.sort("value", "tie", nulls_last=False)["row"].to_numpy()
    spread = np.sort(rng.normal(0, 1, len(column)))
    scores = np.empty(len(column))
    scores[order] = spread
    return scores


def _split(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with numbers in their parts: prefix and last digit of a CNIC, code of a mobile number."""
    parts: dict[str, pl.Series] = {}
    for name in frame.columns:
        if name == "cnic":
            parts |= {"cnic": frame["cnic"].str.head(5), "cnic_last": frame["cnic"].str.slice(12, 1)}
        elif name in {"mobile", "iban"}:
            parts[name] = frame[name].str.head(4 if name == "mobile" else 8)
        else:
            parts[name] = frame[name]
    return pl.DataFrame(parts)


def _joined(made: dict[str, pl.Series], rng: Rng, rows: int) -> dict[str, pl.Series]:
    joined = {name: column for name, column in made.items() if name not in {"cnic_last", "row_no", "serial"}}
    if "cnic" in made:
        joined["cnic"] = made["cnic"] + digits(rng, 7, rows) + made["cnic_last"]
    if "mobile" in made:
        joined["mobile"] = made["mobile"] + digits(rng, 7, rows)
    if "iban" in made:
        joined["iban"] = made["iban"] + digits(rng, 16, rows)
    return joined
