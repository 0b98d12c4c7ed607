"""A clever seller: statistics in pairs, with movers, slips, heaped births, family names and several SIMs per person.

No single file separates such rows from genuine ones for sure: only verification detects this seller.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate import statistics
from triage.simulate.draw import Bools, Rng, pick, zipf
from triage.simulate.making import dates, fill, operators
from triage.simulate.numbers import ibans
from triage.simulate.places import places
from triage.simulate.seller import Seller
from triage.simulate.words import of_kind

TITLE = "Public statistics in pairs (a clever seller)"
TELL = "None that is sure: no families at one address, no namesakes that fit; ask the authority."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_OWNERS = frozenset({"cnic", "name", "father", "gender", "dob", "address", "district", "tehsil"})
"""Columns that stay together if one owner has several numbers."""


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return persons whose columns agree as often as those of genuine people do."""
    here = places()
    female = rng.random(rows) < 0.1 + 0.4 * seller.strength
    district = statistics.districts(rng, rows)
    home = statistics.movers(rng, district, float(rng.uniform(0.6, 0.92)))
    slipped = female ^ (rng.random(rows) < rng.uniform(0.001, 0.01))
    names = _names(rng, female)
    city = pl.Series(here.names, dtype=pl.String).gather(pl.Series(district)).str.to_uppercase()
    area = [word.upper() for word, _ in of_kind("mohalla")]
    house = pl.Series(1 + (rng.pareto(1.1, rows) * 50).astype(np.int64) % 1500).cast(pl.String)
    where = pl.Series(area, dtype=pl.String).gather(pl.Series(pick(rng, zipf(len(area), 0.6), rows)))
    births = dates(rng, rows, (max(seller.born[0], 1945), max(seller.born[1], 1995)), month_ends=True)
    guessed = pl.Series(rng.random(rows) < rng.uniform(0.01, 0.08))
    made = names | {
        "cnic": statistics.cnics(rng, home, slipped, Seller()), "mobile": statistics.mobiles(rng, rows),
        "gender": pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "dob": (births.str.head(4) + "-01-01").zip_with(guessed, births),
        "address": "H NO " + house + " MOH " + where + " " + city,
        "district": pl.Series(here.names, dtype=pl.String).gather(pl.Series(district)), "tehsil": city,
        "email": names["name"].str.to_lowercase().str.replace_all("[^a-z]", "") + house + "@gmail.com",
    }  # fmt: skip
    named = operators(made["mobile"])
    ported = pl.Series(rng.random(rows) < rng.uniform(0.02, 0.1))
    made["operator"] = named.gather(pl.Series(rng.permutation(rows))).zip_with(ported, named)
    bank = str(genuine["iban"].drop_nulls()[0] if "iban" in genuine.columns else "PK00HABB")[4:8]
    made["iban"] = ibans(rng.integers(10**12, 10**15, rows), bank)
    frame = fill(genuine, rows, rng, made)
    if frame.columns[0] != "mobile":
        return frame
    owner = pl.Series(np.where(rng.random(rows) < 0.6, np.arange(rows), rng.integers(0, max(1, rows * 3 // 4), rows)))
    return frame.with_columns(frame[name].gather(owner) for name in frame.columns if name in _OWNERS)


def _names(rng: Rng, female: Bools) -> dict[str, pl.Series]:
    """Return names with Muhammad and Bibi as common as in reality, a third of men with their father's last name."""
    rows, is_woman = len(female), pl.Series(female)
    last, other = (statistics.words(rng, rows, "surname", "") for _ in range(2))
    men, fathers = (statistics.words(rng, rows, "given", "M") for _ in range(2))
    women = statistics.words(rng, rows, "given", "F")
    frame = pl.DataFrame({
        "given": women.zip_with(is_woman, men), "last": last, "other": other, "father": fathers, "woman": is_woman,
        "kind": rng.random(rows), "first": rng.random(rows), "second": rng.random(rows), "mother": women,
    })  # fmt: skip
    muhammad = pl.when(~pl.col("woman") & (pl.col("first") < 0.4)).then(pl.lit("MUHAMMAD"))
    ending = (
        pl.when(pl.col("kind") < 0.06).then(None)
        .when(pl.col("woman") & (pl.col("kind") < 0.45)).then(pl.lit("BIBI"))
        .when(pl.col("woman") & (pl.col("kind") < 0.7)).then("father")
        .when(muhammad.is_not_null() & (pl.col("kind") < 0.7)).then(None)
        .when(pl.col("second") < 0.35).then("other").otherwise("last")
    )  # fmt: skip
    father_first = pl.when(pl.col("second") > 0.65).then(pl.lit("MUHAMMAD"))
    return {
        name: frame.select(pl.concat_str(parts, separator=" ", ignore_nulls=True)).to_series()
        for name, parts in {
            "name": [muhammad, pl.col("given"), ending],
            "father": [father_first, pl.col("father"), pl.when(pl.col("kind") > 0.3).then("other")],
            "mother": [pl.col("mother"), pl.lit("BIBI")],
        }.items()
    }
