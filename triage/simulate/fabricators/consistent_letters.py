"""A consistent seller with names of his own: written letter by letter after true ones, sex and place in order."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import polars as pl

from triage.simulate import statistics
from triage.simulate.draw import Rng
from triage.simulate.making import birthdays, fill, operators
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "Names written after true ones, everything agrees"
TELL = "Many words that nobody bears; no mover, no slip, fathers of any family."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_MADE = 400
"""Words made of each kind."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return persons with names of a chain of letters, cards of their district and valid numbers."""
    here = places()
    men, women, last = (_words(rng, famous_names(kind, sex)) for kind, sex in (
        ("given", "M"), ("given", "F"), ("surname", "")))  # fmt: skip
    female = rng.random(rows) < 0.1 + 0.5 * seller.strength
    district = statistics.districts(rng, rows)
    given = _some(rng, women, rows).zip_with(pl.Series(female), _some(rng, men, rows))
    family = _some(rng, last, rows)
    city = pl.Series(here.names, dtype=pl.String).gather(pl.Series(district))
    mobile = statistics.mobiles(rng, rows)
    street = pl.Series(rng.integers(1, seller.streets, rows)).cast(pl.String)
    made = {
        "name": given + " " + family, "father": _some(rng, men, rows) + " " + family,
        "mother": _some(rng, women, rows), "cnic": statistics.cnics(rng, district, female, Seller()),
        "mobile": mobile, "operator": operators(mobile), "dob": birthdays(rng, rows, seller),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "address": ("STREET " + street + ", " + city).str.to_uppercase(), "district": city,
        "tehsil": city.str.to_uppercase(), "email": (given + street).str.to_lowercase() + f"@{seller.domain}",
    }  # fmt: skip
    return fill(genuine, rows, rng, made)


def _some(rng: Rng, words: list[str], rows: int) -> pl.Series:
    return pl.Series(words, dtype=pl.String).gather(pl.Series(rng.integers(0, len(words), rows)))


def _words(rng: Rng, true: tuple[str, ...]) -> list[str]:
    """Return words in which every three letters follow each other as in true ones."""
    after: dict[str, list[str]] = defaultdict(list)
    for word in true:
        marked = f"^^{word.upper()}$"
        for at in range(len(marked) - 2):
            after[marked[at : at + 2]].append(marked[at + 2])
    found: set[str] = set()
    while len(found) < _MADE:
        word = "^^"
        while word[-1] != "$" and len(word) < 14:
            choices = after[word[-2:]]
            word += choices[int(rng.integers(0, len(choices)))]
        found.add(word.strip("^$"))
    return sorted(each for each in found if each)
