"""Lists as offices really hand them out: fillers where a field must not be empty, one year of birth, one sex.

A list has one of these shapes, or none: `franchise` (numbers typed to get on), `admissions` (one year of birth),
`women` (husbands in the father's column), `hands` (several clerks, each with a case and an order of his own),
`company` (one block of SIMs, counted up), `branch` (firms among the persons). All of their rows are genuine.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.ask import Ask
from triage.simulate.draw import Rng, stream
from triage.simulate.families.offices import shapes
from triage.simulate.families.offices.people import Habits, Persons, births, persons
from triage.simulate.keeping import as_file
from triage.simulate.mails import mails
from triage.simulate.nuisance import Writing, drawn
from triage.simulate.numbers import ibans, text, with_luhn
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu

TITLE = "Lists of offices"

_STREETS = ("MAIN ROAD", "PURANI MANDI", "NEAR JAMIA MASJID", "EID GAH ROAD", "CHOWK", "TANKI WALI GALI", "PHATAK PAAR",
            "GHALLA MANDI", "THANA ROAD", "ADDA STOP", "GIRLS SCHOOL WALI GALI", "BASTI", "KHOO WALA")  # fmt: skip


def genuine(ask: Ask) -> pl.DataFrame:
    """Return a list in one of the shapes."""
    rng = stream(ask.seed, "offices")
    shape = shapes.drawn(rng)
    writing = drawn(Writing, rng, plain=bool(rng.random() < 0.4))
    who = persons(ask, rng, drawn(Habits, rng, plain=False), shapes.of_sex(writing, shape))
    frame = as_file(ask, _columns(ask, rng, who, shape), writing, stream(ask.seed, "file"))
    return shapes.applied(frame, shape, rng)


def _columns(ask: Ask, rng: Rng, who: Persons, shape: str) -> dict[str, Callable[[], pl.Series]]:
    here, rows = places(), ask.rows
    said = pl.Series(here.urdu if ask.script == "urdu" else here.names, dtype=pl.String)
    banks = [row["code"] for row in rulebook.load().table("banks")]
    born = np.full(rows, int(np.median(who.born))) if shape == "admissions" else who.born
    district = said.gather(pl.Series(who.town))
    tehsil = pl.Series([here.tehsils[each][each % len(here.tehsils[each])].upper() for each in who.town])
    return {
        "name": lambda: who.name, "father": lambda: who.father, "mother": lambda: who.mother,
        "cnic": lambda: pl.Series(who.cnic).cast(pl.String),
        "gender": lambda: pl.Series(np.where(who.female, "F", "M"), dtype=pl.String),
        "dob": lambda: births(rng, born), "age": lambda: pl.Series(ask.people.year - born).cast(pl.String),
        "address": lambda: _addresses(rng, tehsil, district, ask.script), "district": lambda: district,
        "tehsil": lambda: tehsil, "mobile": lambda: "0" + pl.Series(who.mobile).cast(pl.String),
        "operator": lambda: who.network, "email": lambda: mails(rng, who.name),
        "iban": lambda: ibans(rng.integers(10**9, 10**12, rows), banks[int(rng.integers(0, len(banks)))]),
        "imei": lambda: text(with_luhn(rng.integers(35 * 10**12, 36 * 10**12, rows), 14), 15),
    }  # fmt: skip


def _addresses(rng: Rng, tehsil: pl.Series, district: pl.Series, script: str) -> pl.Series:
    """Return what clerks write: a street and a town, a village, or the town alone."""
    rows = len(district)
    words = pl.Series(_STREETS, dtype=pl.String).gather(pl.Series(rng.integers(0, len(_STREETS), rows)))
    house = pl.Series(rng.integers(1, int(rng.integers(40, 900)), rows)).cast(pl.String)
    upper = district.str.to_uppercase()
    forms = (house + " " + words + " " + upper, words + " TEHSIL " + tehsil + " DISTT " + upper,
             "CHAK NO " + house + " " + upper, upper, "H NO " + house + " " + words + " " + upper)  # fmt: skip
    share = rng.dirichlet(np.full(len(forms), 0.8))
    form = rng.choice(len(forms), rows, p=share)
    found = forms[0]
    for number, each in enumerate(forms[1:], start=1):
        found = each.zip_with(pl.Series(form == number), found)
    # A place in Urdu stays as it is: only the clerk's Latin words are turned.
    return in_urdu(found) if script == "urdu" else found
