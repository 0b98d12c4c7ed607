"""A dump of another country relabelled: Indian, Bangladeshi, Iranian or American people, their numbers recast."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick, uneven, zipf
from triage.simulate.foreign_words import country
from triage.simulate.making import fill, mobile_codes
from triage.simulate.numbers import text
from triage.simulate.places import places
from triage.simulate.relabel import persons
from triage.simulate.seller import Seller

TITLE = "People of another country relabelled"
TELL = "Names of another country in the steepness of a true file, addresses that name no place of Pakistan."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true-looking people of one country; their numbers and phones are Pakistani prefixes with random tails."""
    of = country(("india", "bangladesh", "iran", "us", "india", "bangladesh")[seller.form])
    made = persons(of, rows, rng, seller)
    # Names of a true file are steep: the persons are drawn again by a Zipf law.
    steep = pl.Series(pick(rng, zipf(rows, 0.5 + 0.6 * seller.strength), rows))
    made |= {name: made[name].gather(steep) for name in ("name", "father", "mother")}
    here = places()
    prefix = here.prefixes[pick(rng, uneven(rng, len(here.prefixes), 1.0), rows)]
    if not seller.parity:
        prefix = rng.integers(10_000, 80_000, rows)
    sex = np.where(made["gender"].to_numpy() == "M", 1, 2) + 2 * rng.integers(0, 4, rows)
    last = sex if seller.sexes else rng.integers(0, 10, rows)
    made["cnic"] = text(prefix, 5) + text(rng.integers(0, 10**7, rows), 7) + pl.Series(last).cast(pl.String)
    known = mobile_codes(rng, seller)
    codes = pl.Series(known).gather(pl.Series(pick(rng, uneven(rng, len(known), 1.0), rows)))
    made["mobile"] = codes + text(rng.integers(0, 10**7, rows), 7)
    if seller.month_ends:
        city = pl.Series(here.names).gather(pl.Series(pick(rng, here.people, rows)))
        made |= {"district": city, "tehsil": city.str.to_uppercase()}
        made["address"] = made["address"].str.extract(r"^(.*?),") + " " + city.str.to_uppercase()
    return fill(genuine, rows, rng, made)
