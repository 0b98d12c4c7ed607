"""A consistent seller of one region: valid prefixes of its districts, families under one roof, one network."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng
from triage.simulate.making import birthdays, fill, operators, random_number
from triage.simulate.numbers import codes
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.short_lists import famous_names

TITLE = "Families of a region, everything agrees"
TELL = "Households of even size, names from one list, serials too even, no relative elsewhere."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return households of two to five with one father, one address and one office each."""
    here = places()
    province = here.provinces[int(rng.integers(0, len(here.provinces)))]
    own = [at for at, each in enumerate(here.provinces) if each == province][: max(2, seller.cities // 6)]
    size = 2 + seller.form % 4
    house = np.arange(rows) // size
    homes = int(house.max(initial=0)) + 1
    district = np.array(own)[rng.integers(0, len(own), homes)]
    office = np.array([here.prefixes[np.flatnonzero(here.issues[each])[0]] for each in district])
    words = {sex: famous_names("given", sex)[: max(20, min(seller.first, 200))] for sex in "MF"}
    family = _some(rng, famous_names("surname", "")[: max(10, min(seller.last, 150))], homes)
    father = _some(rng, words["M"], homes) + " " + family
    at, female = pl.Series(house), rng.random(rows) < 0.2 + 0.3 * seller.strength
    given = _some(rng, words["F"], rows).zip_with(pl.Series(female), _some(rng, words["M"], rows))
    city = pl.Series(here.names, dtype=pl.String).gather(pl.Series(district)).gather(at)
    number = pl.Series(rng.integers(1, seller.houses, homes)).cast(pl.String).gather(at)
    digit = np.where(female, rng.integers(1, 5, rows) * 2, rng.integers(0, 5, rows) * 2 + 1)
    known = [f"0{code}" for code, _, _ in codes()]
    network = known[: max(2, min(seller.codes, len(known)))]
    mobile = _some(rng, network, rows) + random_number(rng, 7, rows, seller)
    made = {
        "name": (given + " " + family.gather(at)).str.to_uppercase(), "father": father.gather(at).str.to_uppercase(),
        "mother": _some(rng, words["F"], homes).gather(at).str.to_uppercase(),
        "cnic": pl.Series(office[house]).cast(pl.String) + random_number(rng, 7, rows, seller)
        + pl.Series(digit).cast(pl.String),
        "mobile": mobile, "operator": operators(mobile), "dob": birthdays(rng, rows, seller),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String), "district": city,
        "tehsil": city.str.to_uppercase(), "address": ("HOUSE " + number + " " + city).str.to_uppercase(),
    }  # fmt: skip
    return fill(genuine, rows, rng, made)


def _some(rng: Rng, words: tuple[str, ...] | list[str], rows: int) -> pl.Series:
    return pl.Series(words, dtype=pl.String).gather(pl.Series(rng.integers(0, len(words), rows)))
