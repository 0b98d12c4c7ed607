"""Candidates of an examination: young people of a few districts, by roll number, grouped by institute."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.desk import desk
from triage.simulate.draw import Rng, pick, sample, zipf
from triage.simulate.numbers import text
from triage.simulate.population import People

TITLE = "Candidates of an examination"
PEOPLE = 6.0
LOCAL = 4
COLUMNS = ("roll_no", "name", "father", "cnic", "dob", "gender", "district", "institute", "marks")
WOMEN = (0.30, 0.65)
AGES = (18, 27)
SCRIPT = "latin"
HEADERS = (
    {"roll_no": "Roll No", "name": "Candidate Name", "father": "Father Name", "cnic": "CNIC/B-Form", "gender": "Gender",
     "dob": "Date of Birth", "district": "District", "institute": "Institute", "marks": "Marks Obtained"},
    {"roll_no": "roll_no", "name": "student_name", "father": "father_name", "cnic": "cnic", "gender": "gender",
     "dob": "dob", "district": "district", "institute": "institute", "marks": "marks"},
)  # fmt: skip
STYLE = {"cnic": ("dashed", "bare"), "date": ("dmy", "iso", "slash"), "gender": ("word", "letter"),
         "case": ("upper", "title")}  # fmt: skip
OPTIONAL = frozenset({"marks", "cnic"})

_OLDEST = 24
_OLDER = 0.02
"""Weight of older candidates, relative to the young."""
_INSTITUTES = ("GOVT DEGREE COLLEGE", "GOVT COLLEGE FOR WOMEN", "PRIVATE CANDIDATE", "GOVT HIGHER SECONDARY SCHOOL",
               "POSTGRADUATE COLLEGE", "COMMERCE COLLEGE")  # fmt: skip


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return candidates with consecutive roll numbers, institute after institute."""
    frame = people.frame
    weights = np.where(frame["age"].to_numpy() <= _OLDEST, 1.0, _OLDER)
    weights = weights * np.where(frame["female"].to_numpy(), rng.uniform(0.6, 1.6), 1.0)
    chosen = sample(rng, weights, rows)
    institute = frame["residence"].to_numpy()[chosen] * 8 + pick(rng, zipf(len(_INSTITUTES), 0.6), rows)
    order = np.argsort(institute, kind="stable")
    at = desk(people, chosen[order], rng)
    school = pl.Series(_INSTITUTES, dtype=pl.String).gather(pl.Series(institute[order] % 8))
    first = int(rng.integers(100_000, 800_000))
    return pl.DataFrame(
        {
            "roll_no": text(first + np.arange(rows), 6),
            "name": at.names(),
            "father": at.fathers(),
            "cnic": at.cnics(),
            "dob": at.people["dob"],
            "gender": at.genders(),
            "district": at.districts(),
            "institute": school + " " + at.tehsils(),
            "marks": pl.Series(np.clip(rng.normal(690, 130, rows), 0, 1100).astype(np.int64)).cast(pl.String),
        }
    )
