"""A consistent seller: every prefix is valid, sex and place agree in every row, nobody moves and nobody errs."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick
from triage.simulate.making import birthdays, choose, fill, operators, random_number, towns, weighed
from triage.simulate.numbers import codes, ibans
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "Valid prefixes, everything agrees"
TELL = "No slip in any row, short lists of names, one prefix or two a city, serials too even."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_AREAS = ("Model Town", "Satellite Town", "Cantt", "Civil Lines", "Gulshan Colony", "Peoples Colony", "Saddar")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return persons by a table of cities with their prefixes, lists of names by sex, and allotted codes."""
    here = places()
    cities = [each for each in towns(seller) if each in here.names][: max(4, seller.cities)]
    weight = np.arange(1, len(cities) + 1, dtype=float) ** -seller.slope
    city = pick(rng, weight, rows)
    offices = [here.prefixes[np.flatnonzero(here.issues[here.index(each)])] for each in cities]
    known = 1 if seller.month_ends else 3
    prefix = np.array([own[int(n)] for own, n in ((offices[c][:known], r) for c, r in zip(
        city, rng.random(rows) * [min(known, len(offices[c])) for c in city], strict=True))])  # fmt: skip
    female = rng.random(rows) < 0.15 + 0.4 * seller.strength
    is_woman = pl.Series(female)
    size = max(15, min(seller.first, 300))
    men = famous_names("given", "M")[:size]
    given = weighed(rng, famous_names("given", "F")[:size], rows, seller).zip_with(
        is_woman, weighed(rng, men, rows, seller)
    )
    last = weighed(rng, famous_names("surname", "")[: max(8, min(seller.last, 200))], rows, seller)
    father_last = last if seller.parity else last.gather(pl.Series(rng.permutation(rows)))
    place = pl.Series(cities, dtype=pl.String).gather(pl.Series(city))
    house = pl.Series(rng.integers(1, seller.houses, rows)).cast(pl.String)
    digit = np.where(female, rng.integers(1, 5, rows) * 2, rng.integers(0, 5, rows) * 2 + 1)
    code = [f"0{each}" for each, _, _ in codes()][: max(6, seller.codes)]
    mobile = choose(rng, code, rows) + random_number(rng, 7, rows, seller)
    made = {
        "name": (given + " " + last).str.to_uppercase(),
        "father": (weighed(rng, men, rows, seller) + " " + father_last).str.to_uppercase(),
        "mother": (choose(rng, famous_names("given", "F")[:size], rows) + " Bibi").str.to_uppercase(),
        "cnic": pl.Series(prefix).cast(pl.String) + random_number(rng, 7, rows, seller)
        + pl.Series(digit).cast(pl.String),
        "mobile": mobile, "operator": operators(mobile),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String), "dob": birthdays(rng, rows, seller),
        "address": ("House " + house + ", " + choose(rng, _AREAS, rows) + ", " + place).str.to_uppercase(),
        "district": place, "tehsil": place.str.to_uppercase(),
        "email": (given + "." + last).str.to_lowercase().str.replace_all(" ", "") + f"@{seller.domain}",
        "iban": ibans(rng.integers(10**12, 10**15, rows), "HABB"),
    }  # fmt: skip
    return fill(genuine, rows, rng, made)
