"""Subscribers of mobile operators: a number a row, the owner's CNIC, name and address as the franchise typed them."""

from __future__ import annotations

import numpy as np
import polars as pl

from triage.simulate.dates import between
from triage.simulate.desk import desk
from triage.simulate.draw import Ints, Rng, chance
from triage.simulate.numbers import mobiles, text
from triage.simulate.population import People

TITLE = "Subscribers of mobile operators"
PEOPLE = 1.35
LOCAL = 0
COLUMNS = ("mobile", "cnic", "name", "address", "operator", "activation_date", "landline", "imsi", "imei")
WOMEN = (0.05, 0.50)
AGES = (18, 90)
SCRIPT = "latin"
HEADERS = (
    {"mobile": "MSISDN", "cnic": "CNIC", "name": "NAME", "address": "ADDRESS", "operator": "NETWORK"},
    {"mobile": "Number", "name": "Name", "cnic": "CNIC", "address": "Address", "activation_date": "Activation Date"},
    {"mobile": "mobile_no", "cnic": "cnic_no", "name": "subscriber_name", "address": "address1", "landline": "ptcl"},
)
STYLE = {"cnic": ("bare",), "mobile": ("bare10", "zero", "country"), "date": ("dmy", "month")}
OPTIONAL = frozenset({"address", "activation_date", "landline"})

_MOST_SIMS = 8
"""Most SIMs per CNIC: five voice and three data SIMs since November 2015 (PTA)."""
_MNC = {"Jazz": "01", "Ufone": "03", "Zong": "04", "SCOM": "05", "Telenor": "06"}


def extract(people: People, rng: Rng, rows: int) -> pl.DataFrame:
    """Return numbers with their owners; some are older states of another row, written by another clerk."""
    older = int(rows * people.world.history)
    owner = _owners(people, rng, rows - older)
    sim = np.concatenate([np.arange(len(owner)), rng.choice(len(owner), older, replace=False)])
    numbers = mobiles(rng, len(owner), people.world, people.year)
    order = _order(rng, numbers.number[sim])
    sim = sim[order]
    at = desk(people, owner[sim], rng)
    columns = {
        "mobile": "0" + text(numbers.number[sim], 10),
        "cnic": at.cnics(),
        "name": at.names(),
        "address": at.addresses("telecom"),
    }
    columns |= _more(rng, people, sim, numbers.operator)
    if chance(rng, 0.2, 1)[0]:
        columns["landline"] = at.landlines()
    return pl.DataFrame(columns)


def _owners(people: People, rng: Rng, rows: int) -> Ints:
    """Return the owner of each number, by row of the population: mostly men, few with many numbers."""
    mean = people.world.sims_per_person
    count = np.minimum(rng.geometric(1 / mean, rows), _MOST_SIMS)
    owners = int(np.searchsorted(np.cumsum(count), rows)) + 1
    female = people.frame["female"].to_numpy()
    women = min(int(owners * people.world.female_owners), int(female.sum()))
    chosen = np.concatenate(
        [
            rng.permutation(np.flatnonzero(female))[:women],
            rng.permutation(np.flatnonzero(~female))[: owners - women],
        ]
    )
    return np.repeat(rng.permutation(chosen), count[: len(chosen)])[:rows]


def _order(rng: Rng, numbers: Ints) -> Ints:
    """Return the order of the file: sorted by number (in 4 of 10 files), or by activation date, which looks random."""
    return np.argsort(numbers, kind="stable") if chance(rng, 0.4, 1)[0] else rng.permutation(len(numbers))


def _more(rng: Rng, people: People, sim: Ints, operator: pl.Series) -> dict[str, pl.Series]:
    """Return the columns that only some operators' files have."""
    present = operator.gather(pl.Series(sim))
    columns: dict[str, pl.Series] = {}
    if chance(rng, 0.5, 1)[0]:
        columns["operator"] = present
    if chance(rng, 0.6, 1)[0]:
        columns["activation_date"] = between(rng, people.year - 12, people.year - 1, len(sim))
    if chance(rng, 0.15, 1)[0]:
        serial = text(rng.integers(0, 10**10, len(operator)), 10).gather(pl.Series(sim))
        columns["imsi"] = "410" + present.replace_strict(_MNC, return_dtype=pl.String) + serial
    return columns
