"""A careful script by a language model: weighted lists, a table of provinces, the rules of cards and numbers."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick
from triage.simulate.making import birthdays, fill, operators
from triage.simulate.numbers import codes, text
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "A careful script written by a language model"
TELL = "Weights in round numbers, serials from 1000000 on, one form of address, no slip anywhere."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_PROVINCES = {"Punjab": 0.53, "Sindh": 0.23, "Khyber Pakhtunkhwa": 0.15, "Balochistan": 0.06,
              "Islamabad Capital Territory": 0.03}  # fmt: skip


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return what random.choices over dictionaries gives."""
    here = places()
    known = {name: [at for at, each in enumerate(here.provinces) if each == name] for name in _PROVINCES}
    known = {name: own[: max(2, seller.cities // 5)] for name, own in known.items() if own}
    shares = np.array([_PROVINCES[name] for name in known])
    own = list(known.values())
    district = np.array([own[p][int(r * len(own[p]))] for p, r in zip(
        pick(rng, shares, rows), rng.random(rows), strict=True)])  # fmt: skip
    knows_offices = seller.month_ends
    prefix = np.array([here.prefixes[np.flatnonzero(here.issues[each])[0]] for each in district])
    if not knows_offices:  # the first digit of the province is right, the rest is any
        prefix = prefix // 10_000 * 10_000 + rng.integers(1_000, 10_000, rows)
    female = rng.random(rows) < 0.49
    size = 20 + int(60 * seller.strength)
    words = [famous_names("given", "M")[:size], famous_names("given", "F")[:size], famous_names("surname", "")[:size]]
    men, women, last, fathers = (
        pl.Series(each, dtype=pl.String).gather(pl.Series(pick(rng, _weights(len(each)), rows)))
        for each in (words[0], words[1], words[2], words[0])
    )
    given = women.zip_with(pl.Series(female), men)
    city = pl.Series(here.names, dtype=pl.String).gather(pl.Series(district))
    digit = np.where(female, rng.integers(1, 5, rows) * 2, rng.integers(0, 5, rows) * 2 + 1)
    code = pl.Series([f"0{each}" for each, _, _ in codes()], dtype=pl.String)
    mobile = code.gather(pl.Series(rng.integers(0, len(code), rows))) + text(rng.integers(10**6, 10**7, rows), 7)
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (seller.houses, seller.streets))
    made = {
        "name": (given + " " + last).str.to_uppercase(), "father": (fathers + " " + last).str.to_uppercase(),
        "mother": women.str.to_uppercase(),
        "cnic": pl.Series(prefix).cast(pl.String) + text(rng.integers(10**6, 10**7, rows), 7)
        + pl.Series(digit).cast(pl.String),
        "mobile": mobile, "operator": operators(mobile), "dob": birthdays(rng, rows, seller),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String), "district": city,
        "address": ("House No. " + house + ", Street " + street + ", " + city).str.to_uppercase(),
        "tehsil": city.str.to_uppercase(),
        "email": (given + last).str.to_lowercase().str.replace_all(" ", "") + street + f"@{seller.domain}",
    }  # fmt: skip
    return fill(genuine, rows, rng, made)


def _weights(count: int) -> np.ndarray:
    """Return weights in round numbers: ten favourites, twenty that are usual, the rest."""
    return np.where(np.arange(count) < 10, 5.0, np.where(np.arange(count) < 30, 2.0, 1.0))
