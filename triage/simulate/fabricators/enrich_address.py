"""Enrichment with care: true cards and names, and a home and a number that fit the place of the card."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import fields, statistics
from triage.simulate.draw import Rng, pick
from triage.simulate.making import enough, operators
from triage.simulate.places import places
from triage.simulate.seller import Seller

TITLE = "True cards and names, homes invented to fit"
TELL = "Nearly nobody lives away from where the card was issued; all homes are written in one way."
IDENTITY, LINKAGE = "genuine", "fabricated"
NOVELTY, SOURCE = "new", "spare"

_WORDS = ("MOH ISLAMPURA", "GALI NO 2", "NEAR MASJID", "MAIN BAZAR", "WARD NO 4", "MOH RASOOLPURA", "COLLEGE ROAD")


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return true persons in homes of the district that their card names."""
    source, here = enough(genuine, rows, rng), places()
    prefixes = {str(each): at for at, each in enumerate(here.prefixes)}
    card = source["cnic"].str.head(5) if "cnic" in source.columns else pl.Series([""] * rows, dtype=pl.String)
    listed = [prefixes.get(each) for each in card.fill_null("").to_list()]
    other = pick(rng, here.people, rows)
    home = np.array(
        [other[i] if at is None else int(here.issues[:, at].argmax()) for i, at in enumerate(listed)], dtype=np.int64
    )
    city = pl.Series(here.names, dtype=pl.String).gather(pl.Series(home))
    known = pl.Series(_WORDS[: 2 + int(5 * seller.strength)], dtype=pl.String)
    house = pl.Series(rng.integers(1, seller.houses, rows)).cast(pl.String)
    where = known.gather(pl.Series(rng.integers(0, len(known), rows)))
    mobile = statistics.mobiles(rng, rows)
    made = {
        "address": "H NO " + house + " " + where + " " + city.str.to_uppercase(), "mobile": mobile,
        "operator": operators(mobile),
    }  # fmt: skip
    had = [name for name in made if name in source.columns]
    return source.with_columns(made[name].set(source[name].is_null(), None).alias(name) for name in had)


def spoils(columns: frozenset[str], had: frozenset[str]) -> tuple[bool, bool]:
    """Wrong where the invented home or number is beside the person."""
    del had
    return False, bool(columns & {"address", "mobile"}) and bool(columns & fields.IDENTITY)
