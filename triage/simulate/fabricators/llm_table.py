"""A table from a language model: the most famous names, cities and prefixes, sexes in turn, births 1980-2002."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.draw import Rng, pick, zipf
from triage.simulate.making import dates, fill
from triage.simulate.numbers import text
from triage.simulate.seller import Seller

TITLE = "A language model's table"
TELL = "A dozen famous names, cities and prefixes; patterned serials; sexes in turn."
IDENTITY = LINKAGE = "fabricated"
NOVELTY, SOURCE = "new", "spare"

_MEN = ("Ahmed", "Ali", "Muhammad", "Usman", "Bilal", "Hassan", "Imran", "Hamza", "Omar", "Faisal")
_WOMEN = ("Ayesha", "Fatima", "Sana", "Zainab", "Maryam", "Hira", "Amna", "Sadia", "Khadija", "Noor")
_LAST = ("Khan", "Ahmed", "Ali", "Malik", "Hussain", "Raza", "Iqbal", "Sheikh", "Butt", "Qureshi")
_PLACES = (
    ("Lahore", "35202", "Gulberg III"), ("Karachi", "42101", "Clifton Block 5"), ("Islamabad", "61101", "F-10/2"),
    ("Rawalpindi", "37405", "Satellite Town"), ("Peshawar", "17301", "University Town"),
    ("Faisalabad", "33100", "Madina Town"), ("Multan", "36302", "Bosan Road"),
)  # fmt: skip
_CODES = ("0300", "0321", "0333", "0345", "0312", "0301")
_SERIALS = (1234567, 7654321, 2345678, 3456789, 4567890, 5678901, 9876543, 8765432)


def fabricate(genuine: pl.DataFrame, rows: int, rng: Rng, seller: Seller) -> pl.DataFrame:
    """Return records that a model answers to "give me a realistic Pakistani data set"."""
    female = np.arange(rows) % 2
    place = pick(rng, zipf(min(len(_PLACES), seller.cities), 0.8), rows)
    by_place = [pl.Series([each[part] for each in _PLACES]).gather(pl.Series(place)) for part in range(3)]
    first = pl.Series(_MEN + _WOMEN).gather(pl.Series(pick(rng, zipf(10, 0.6), rows) + 10 * female))
    last, father = (pl.Series(_LAST).gather(pl.Series(pick(rng, zipf(10, 0.6), rows))) for _ in range(2))
    patterned = 0.6 * seller.strength
    serial = np.where(rng.random(rows) < patterned, np.array(_SERIALS)[rng.integers(0, len(_SERIALS), rows)],
                      rng.integers(1, 9, rows) * 1_111_111 + rng.integers(0, 1000, rows))  # fmt: skip
    code = pl.Series(_CODES).gather(pl.Series(pick(rng, zipf(len(_CODES), 0.5), rows)))
    house, street = (pl.Series(rng.integers(1, high, rows)).cast(pl.String) for high in (200, 20))
    father_first = pl.Series(_MEN).gather(pl.Series(pick(rng, zipf(10, 0.6), rows)))
    email = pl.select(pl.concat_str(first, last, separator=".")).to_series().str.to_lowercase()
    made = {
        "name": (first + " " + last).str.to_uppercase(),
        "father": (father_first + " " + father).str.to_uppercase(),
        "cnic": by_place[1] + text(serial % 10**7, 7) + pl.Series(1 + female).cast(pl.String),
        "mobile": code + text(serial[::-1] % 10**7, 7),
        "address": (
            "House " + house + ", Street " + street + ", " + by_place[2] + ", " + by_place[0]
        ).str.to_uppercase(),
        "district": by_place[0],
        "tehsil": by_place[0].str.to_uppercase(),
        "gender": pl.Series(["M", "F"]).gather(pl.Series(female)),
        "dob": dates(rng, rows, (1980, 2002)),
        "email": email + "@gmail.com",
    }
    return fill(genuine, rows, rng, made)
