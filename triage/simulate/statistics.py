"""Persons drawn from public statistics, as a seller does who has read them."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Bools, Floats, Ints, Rng, pick, pick_by
from triage.simulate.numbers import codes, text
from triage.simulate.places import places
from triage.simulate.seller import Seller

_SHARES = {"Jazz": 37.0, "Telenor": 26.0, "Ufone": 13.0, "Zong": 23.0, "SCOM": 1.0}
"""Subscribers by operator in percent (PTA)."""
_TIER = {"1": 30.0, "2": 8.0, "3": 2.0, "4": 2.0, "": 1.0}


@cache
def _words(kind: str, sex: str) -> tuple[pl.Series, Floats]:
    rows = [row for row in rulebook.load().table("names") if (row["kind"], row["gender"]) == (kind, sex)]
    weights = np.array([_TIER[row["tier"]] for row in rows]) / np.arange(1, len(rows) + 1) ** 0.5
    return pl.Series([row["word"].upper() for row in rows]), weights


def words(rng: Rng, rows: int, kind: str, sex: str) -> pl.Series:
    """Return words of a kind and sex, drawn by their estimated frequency."""
    known, weights = _words(kind, sex)
    return known.gather(pl.Series(pick(rng, weights, rows)))


def districts(rng: Rng, rows: int) -> Ints:
    """Return districts drawn by census population."""
    return pick(rng, places().people, rows)


def movers(rng: Rng, district: Ints, stay: float) -> Ints:
    """Return districts of the CNIC: for this share that of the address, else another by population."""
    stays = rng.random(len(district)) < stay
    return np.where(stays, district, districts(rng, len(district)))


def cnics(rng: Rng, home: Ints, female: Bools, seller: Seller) -> pl.Series:
    """Return CNICs: a listed prefix of the district, any serial, last digit by sex."""
    here, rows = places(), len(home)
    prefix = here.prefixes[pick_by(rng, here.issues, home)]
    last = np.where(female, 2, 1) + 2 * rng.integers(0, 4, rows)
    low = 0 if seller.zeros else 10**6
    return text((prefix * 10**7 + rng.integers(low, 10**7, rows)) * 10 + last, 13)


def mobiles(rng: Rng, rows: int) -> pl.Series:
    """Return mobile numbers: codes by market share of the operator, any seven digits."""
    known = codes()
    weights = np.array([_SHARES[operator] / sum(each[1] == operator for each in known) for _, operator, _ in known])
    code = np.array([each[0] for each in known])[pick(rng, weights, rows)]
    return "0" + text(code * 10**7 + rng.integers(0, 10**7, rows), 10)
