"""A language model that was told the rules: prefixes of the city, last digits by sex, allotted codes, more names."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick, zipf
from triage.simulate.making import birthdays, choose, fill, mobile_codes, operators, weighed
from triage.simulate.numbers import text
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "A language model that was told the rules"
TELL = "All rules hold; forty names and a dozen cities in even turns, serials without leading zeros or repeated digits."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_CITIES = ("Lahore", "Rawalpindi", "Faisalabad", "Multan", "Peshawar", "Islamabad", "Quetta", "Gujranwala", "Sialkot",
           "Hyderabad", "Bahawalpur", "Sargodha", "Abbottabad", "Sukkur")  # fmt: skip
_AREAS = ("Model Town", "Satellite Town", "Gulberg", "Cantt", "DHA Phase 2", "Saddar", "Civil Lines", "University Town")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return consistent rows from short lists."""
    here = places()
    female = np.arange(rows) % 2 == 1 if seller.sexes else rng.random(rows) < 0.5
    size = 20 + int(40 * seller.strength)
    men, women, last = (
        famous_names(kind, sex)[:size] for kind, sex in (("given", "M"), ("given", "F"), ("surname", ""))
    )
    first = choose(rng, women, rows).zip_with(pl.Series(female), choose(rng, men, rows))
    family = weighed(rng, last, rows, seller)
    cities = _CITIES[: max(4, min(seller.cities, len(_CITIES)))]
    city = pick(rng, zipf(len(cities), 0.5), rows)
    offices = [here.prefixes[np.flatnonzero(here.issues[here.index(name)])[0]] for name in cities]
    last_digit = np.where(female, 2, 1) + 2 * rng.integers(0, 4, rows)
    serial = _unlike(rng, rows)
    names = pl.Series(cities, dtype=pl.String).gather(pl.Series(city))
    house = pl.Series(rng.integers(1, 300, rows)).cast(pl.String)
    made = {
        "name": (first + " " + family).str.to_uppercase(),
        "father": (choose(rng, men, rows) + " " + family).str.to_uppercase(),
        "mother": choose(rng, women, rows).str.to_uppercase(),
        "cnic": text(np.array(offices)[city], 5) + serial + pl.Series(last_digit).cast(pl.String),
        "mobile": choose(rng, mobile_codes(rng, seller)[:12], rows) + _unlike(rng, rows),
        "address": ("House " + house + ", " + choose(rng, _AREAS, rows) + ", " + names).str.to_uppercase(),
        "district": names, "tehsil": names.str.to_uppercase(), "dob": birthdays(rng, rows, seller),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "email": (first + "." + family).str.to_lowercase().str.replace_all(" ", "") + "@gmail.com",
    }  # fmt: skip
    made["operator"] = operators(made["mobile"])
    return fill(genuine, rows, rng, made)


def _unlike(rng: Rng, rows: int) -> pl.Series:
    """Return seven digits that look random to a reader: no leading 0, no two equal digits in a row."""
    digit = rng.integers(1, 10, rows)
    number = digit.copy()
    for _ in range(6):
        digit = (digit + rng.integers(1, 10, rows)) % 10
        number = number * 10 + digit
    return text(number, 7)
