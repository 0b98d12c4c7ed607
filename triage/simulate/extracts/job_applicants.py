"""Applicants for a post: 18 to 35 years old, mostly men, typed by themselves on a web form."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.desk import desk
from triage.simulate.draw import Rng, pick, sample, zipf
from triage.simulate.numbers import mobiles, text
from triage.simulate.population import People
from triage.simulate.words import JOBS

TITLE = "Applicants for a post"
PEOPLE = 4.5
LOCAL = 0
COLUMNS = (
    "row_no", "name", "father", "cnic", "dob", "gender", "district", "qualification", "mobile", "email", "address",
)  # fmt: skip
WOMEN = (0.08, 0.60)
AGES = (18, 40)
SCRIPT = "latin"
HEADERS = (
    {"row_no": "Sr#", "name": "Name", "father": "Father Name", "cnic": "CNIC", "dob": "Date of Birth",
     "gender": "Gender", "district": "Domicile", "qualification": "Qualification", "mobile": "Mobile",
     "email": "Email", "address": "Postal Address"},
    {"row_no": "id", "name": "full_name", "father": "father_name", "cnic": "cnic", "dob": "dob", "gender": "gender",
     "district": "domicile", "qualification": "qualification", "mobile": "phone", "email": "email",
     "address": "address"},
)  # fmt: skip
STYLE = {"cnic": ("dashed", "bare"), "mobile": ("zero", "dashed", "plus"), "date": ("iso", "slash"),
         "gender": ("word", "letter"), "case": ("title", "upper")}  # fmt: skip
OPTIONAL = frozenset({"email", "qualification"})

_WOMEN = 0.35
_OLDEST = 35


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return applications in the order in which they arrived."""
    frame = people.frame
    weights = np.where(frame["female"].to_numpy(), _WOMEN, 1.0)
    at = desk(people, sample(rng, weights * np.where(frame["age"].to_numpy() <= _OLDEST, 1.0, 0.01), rows), rng)
    degree = pick(rng, zipf(len(JOBS), 0.7), rows)
    return pl.DataFrame(
        {
            "row_no": pl.Series(np.arange(1, rows + 1)).cast(pl.String),
            "name": at.names(),
            "father": at.fathers(),
            "cnic": at.cnics(),
            "dob": at.people["dob"],
            "gender": at.genders(),
            "district": at.domiciles(),
            "qualification": pl.Series(JOBS, dtype=pl.String).gather(pl.Series(degree)),
            "mobile": "0" + text(mobiles(rng, rows, people.world, people.year).number, 10),
            "email": at.emails(),
            "address": at.addresses("bank"),
        }
    )
