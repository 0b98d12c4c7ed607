"""Account holders of one bank: towns, more men, IBAN and mother's maiden name."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.desk import desk
from triage.simulate.draw import Rng, pick, sample, zipf
from triage.simulate.names import namer
from triage.simulate.numbers import ibans, mobiles, text
from triage.simulate.population import People
from triage.simulate.words import BRANCH_ROADS

TITLE = "Account holders of a bank"
PEOPLE = 3.0
LOCAL = 0
COLUMNS = ("iban", "name", "cnic", "mobile", "mother", "dob", "email", "address", "branch", "balance")
WOMEN = (0.08, 0.50)
AGES = (18, 90)
SCRIPT = "latin"
HEADERS = (
    {"iban": "IBAN", "name": "Account Title", "cnic": "CNIC", "mobile": "Mobile No", "mother": "Mother Maiden Name",
     "dob": "DOB", "email": "Email", "branch": "Branch", "balance": "Balance", "address": "Mailing Address"},
    {"iban": "iban", "name": "title", "cnic": "cnic", "mobile": "cell", "mother": "mmn", "dob": "date_of_birth",
     "email": "email", "branch": "branch", "balance": "balance", "address": "address"},
)  # fmt: skip
STYLE = {"cnic": ("bare", "dashed"), "mobile": ("zero", "country"), "date": ("iso", "dmy")}
OPTIONAL = frozenset({"email", "mother", "address", "mobile"})

_WOMEN = 0.35
_RURAL = 0.3
_BIG_BANKS = ("HABB", "UNIL", "MUCB", "NBPA", "ALFH", "MEZN", "ABPA", "BAHL")


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return accounts in the order in which they were opened: the account number rises, the branch changes."""
    frame = people.frame
    weights = np.where(frame["female"].to_numpy(), _WOMEN, 1.0) * np.where(frame["urban"].to_numpy(), 1.0, _RURAL)
    at = desk(people, sample(rng, weights, rows), rng)
    bank = _BIG_BANKS[rng.integers(0, len(_BIG_BANKS))]
    branch = rng.permutation(np.arange(1, 1500))[pick(rng, zipf(300, 0.7), rows)]
    account = branch * 10**12 + np.cumsum(rng.integers(1, 400, rows)) + int(rng.integers(10**8, 10**9))
    road = pl.Series(BRANCH_ROADS, dtype=pl.String).gather(pl.Series(branch % len(BRANCH_ROADS)))
    return pl.DataFrame(
        {
            "iban": ibans(account, bank),
            "name": at.names(),
            "cnic": at.cnics(),
            "mobile": "0" + text(mobiles(rng, rows, people.world, people.year).number, 10),
            "mother": at.mothers(namer(people.world, int(branch.sum()))),
            "dob": at.people["dob"],
            "email": at.emails(),
            "address": at.addresses("bank"),
            "branch": text(branch, 4) + " " + road + " " + at.districts().str.to_uppercase(),
            "balance": pl.Series(np.round(np.exp(rng.normal(9.5, 2.0, rows)), 2)).round(2).cast(pl.String),
        }
    )
