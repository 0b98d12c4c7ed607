"""A seller who read the statistics: places by census, prefix of the place, last digit by sex, codes by market share."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import statistics
from triage.simulate.draw import Rng
from triage.simulate.making import birthdays, fill, operators
from triage.simulate.places import places
from triage.simulate.seller import Seller

TITLE = "Public statistics, each column by itself"
TELL = "Everything agrees too well: no movers, no slips, no families, one number a person, fathers of any name."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return persons whose columns each follow the statistics, and agree in every row."""
    here = places()
    female = rng.random(rows) < 0.1 + 0.4 * seller.strength
    district = statistics.districts(rng, rows)
    given = statistics.words(rng, rows, "given", "F").zip_with(
        pl.Series(female), statistics.words(rng, rows, "given", "M")
    )
    father = statistics.words(rng, rows, "given", "M") + " " + statistics.words(rng, rows, "surname", "")
    city = pl.Series(here.names, dtype=pl.String).gather(pl.Series(district))
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (seller.houses, seller.streets))
    made = {
        "name": given + " " + statistics.words(rng, rows, "surname", ""), "father": father,
        "mother": statistics.words(rng, rows, "given", "F"),
        "cnic": statistics.cnics(rng, district, female, seller), "mobile": statistics.mobiles(rng, rows),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String), "dob": birthdays(rng, rows, seller),
        "address": ("HOUSE " + house + " STREET " + street + " " + city).str.to_uppercase(),
        "district": city, "tehsil": city.str.to_uppercase(),
        "email": given.str.to_lowercase().str.replace_all("[^a-z]", "") + house + f"@{seller.domain}",
    }  # fmt: skip
    made["operator"] = operators(made["mobile"])
    return fill(genuine, rows, rng, made)
