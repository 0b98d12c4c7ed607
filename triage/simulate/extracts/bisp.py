"""Beneficiaries of income support: married women, nearly all poor and rural, paid once a quarter."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.desk import desk
from triage.simulate.draw import Rng, chance, pick, sample
from triage.simulate.numbers import mobiles, text
from triage.simulate.population import People

TITLE = "Beneficiaries of income support"
PEOPLE = 5.0
LOCAL = 3
COLUMNS = ("cnic", "name", "father", "address", "tehsil", "district", "mobile", "status", "amount")
WOMEN = (0.95, 1.0)
AGES = (18, 85)
SCRIPT = "latin"
HEADERS = (
    {"cnic": "CNIC", "name": "Beneficiary Name", "father": "Husband/Father Name", "address": "Address",
     "tehsil": "Tehsil", "district": "District", "mobile": "Contact No", "status": "Status", "amount": "Amount"},
    {"cnic": "cnic_no", "name": "beneficiary_name", "father": "husband_name", "mobile": "mobile_no",
     "address": "address", "tehsil": "tehsil", "district": "district", "status": "status", "amount": "amount"},
)  # fmt: skip
STYLE = {"cnic": ("dashed", "bare"), "mobile": ("zero",)}
OPTIONAL = frozenset({"mobile", "address"})

_MEN = 0.02
"""Share of men in the file, after their wives' death."""


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return beneficiaries of a few districts, by tehsil."""
    frame = people.frame
    poor = np.where(frame["urban"].to_numpy(), 0.3, 1.0)
    weights = poor * np.where(frame["female"].to_numpy() & frame["married"].to_numpy(), 1.0, _MEN * 0.4)
    chosen = sample(rng, weights, rows)
    place = frame["residence"].to_numpy()[chosen] * 64 + frame["tehsil"].to_numpy()[chosen]
    at = desk(people, chosen[np.argsort(place, kind="stable")], rng)
    paid = pick(rng, np.array([0.72, 0.2, 0.08]), rows)
    return pl.DataFrame(
        {
            "cnic": at.cnics(),
            "name": at.names(),
            "father": at.fathers(),
            "address": at.addresses("nadra"),
            "tehsil": at.tehsils(),
            "district": at.districts(),
            "mobile": "0" + text(mobiles(rng, rows, people.world, people.year).number, 10),
            "status": pl.Series(["Eligible", "Paid", "Ineligible"]).gather(pl.Series(paid)),
            "amount": pl.Series(np.where(chance(rng, 0.8, rows), "7000", "14000"), dtype=pl.String),
        }
    )
