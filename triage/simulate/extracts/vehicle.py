"""Registered vehicles of a province: nearly all owners are men, one plate a row."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.dates import between
from triage.simulate.desk import desk
from triage.simulate.draw import Ints, Rng, pick, sample, zipf
from triage.simulate.numbers import text
from triage.simulate.population import People
from triage.simulate.words import CARS

TITLE = "Registered vehicles"
PEOPLE = 3.0
LOCAL = 5
COLUMNS = (
    "reg_no", "name", "father", "cnic", "address", "engine", "chassis", "make", "model", "reg_date",
)  # fmt: skip
WOMEN = (0.01, 0.20)
AGES = (18, 85)
SCRIPT = "latin"
HEADERS = (
    {"reg_no": "Reg No", "name": "Owner Name", "father": "Father Name", "cnic": "CNIC", "address": "Address",
     "engine": "Engine No", "chassis": "Chassis No", "make": "Make", "model": "Model", "reg_date": "Reg Date"},
)  # fmt: skip
STYLE = {"cnic": ("dashed", "bare"), "date": ("dmy", "month")}
OPTIONAL = frozenset({"father", "engine", "address"})

_WOMEN = 0.08
_PLATE = "ABCDEFGHJKLMNPRSTVWXYZ"
"""Letters of plates: I, O, Q and U are avoided."""


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return vehicles by date of registration: plates rise with it."""
    weights = np.where(people.frame["female"].to_numpy(), _WOMEN, 1.0)
    at = desk(people, sample(rng, weights, rows), rng)
    serial = np.cumsum(rng.integers(1, 12, rows)) + int(rng.integers(0, 4_000_000))
    car = pick(rng, zipf(len(CARS), 0.6), rows)
    return pl.DataFrame(
        {
            "reg_no": _plates(serial),
            "name": at.names(),
            "father": at.fathers(),
            "cnic": at.cnics(),
            "address": at.addresses("nadra"),
            "engine": text(rng.integers(10**6, 10**8, rows), 8),
            "chassis": "P" + text(rng.integers(10**7, 10**9, rows), 9),
            "make": pl.Series([make for make, _ in CARS]).gather(pl.Series(car)),
            "model": pl.Series([model for _, model in CARS]).gather(pl.Series(car)),
            "reg_date": between(rng, people.year - 14, people.year - 1, rows).sort(),
        }
    )


def _plates(serial: Ints) -> pl.Series:
    """Return plates such as LEA-1234: three letters and up to four digits."""
    letters = pl.Series(list(_PLATE), dtype=pl.String)
    series = serial // 9_999
    size = len(_PLATE)
    parts = [letters.gather(pl.Series(series // size**power % size)) for power in (2, 1, 0)]
    return parts[0] + parts[1] + parts[2] + "-" + pl.Series(serial % 9_999 + 1).cast(pl.String)
