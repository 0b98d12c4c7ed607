"""Independent tables: each field drawn separately given place and sex; no families, no clerks, one row per person.

A third of its worlds are plain: clean, one template, no slips, no heaps. The ranges are in `world`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.draw import Ints, Rng, pick, stream
from triage.simulate.families.tables.homes import Homes, births
from triage.simulate.families.tables.names import Registry
from triage.simulate.families.tables.numbers import Plan
from triage.simulate.families.tables.world import Lives, Names, Numbers
from triage.simulate.keeping import as_file
from triage.simulate.mails import mails
from triage.simulate.nuisance import Writing, drawn, is_plain
from triage.simulate.places import places

TITLE = "Independent tables"


def genuine(ask: Ask) -> pl.DataFrame:
    """Return records whose fields depend on each other only by place, sex and year."""
    rng = stream(ask.seed, "tables")
    plain = is_plain(rng)
    writing, lives = drawn(Writing, rng, plain=plain), drawn(Lives, rng, plain=plain)
    naming, numbers = drawn(Names, rng, plain=plain), drawn(Numbers, rng, plain=plain)
    columns = _columns(ask, rng, (naming, lives, numbers), writing)
    return as_file(ask, columns, writing, stream(ask.seed, "tables", "file"))


def _columns(
    ask: Ask, rng: Rng, worlds: tuple[Names, Lives, Numbers], writing: Writing
) -> dict[str, Callable[[], pl.Series]]:
    """Return a function that draws each column; columns that a file lacks are never drawn."""
    naming, lives, numbers = worlds
    rows, here = ask.rows, places()
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    living = ask.districts(rng, writing.places)
    district = living[pick(rng, here.people[living] ** lives.people_power, rows)]
    plan = Plan.of(rng, numbers)
    home = plan.homes(rng, district)
    cnic = plan.cnics(rng, home, female)
    name = Registry.of(rng, naming, ask.script).people(rng, female, cnic // 10**12)
    mobile, operator = plan.mobiles(rng, rows, ask.people.year)
    dob = births(rng, lives, ask.module.AGES, ask.people.year, rows)
    age = ask.people.year - dob.str.head(4).cast(pl.Int64)
    address = Homes.of(rng, lives, ask.script)
    names = pl.Series(here.names, dtype=pl.String)
    return {
        "name": lambda: name["name"], "father": lambda: name["father"], "mother": lambda: name["mother"],
        "cnic": lambda: pl.Series(cnic).cast(pl.String),
        "gender": lambda: pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "dob": lambda: dob, "age": lambda: age.cast(pl.String),
        "address": lambda: address.addresses(rng, district),
        "district": lambda: names.gather(pl.Series(district)), "tehsil": lambda: _tehsils(rng, district),
        "mobile": lambda: "0" + pl.Series(mobile).cast(pl.String), "operator": lambda: operator,
        "email": lambda: mails(rng, name["name"]),
        "iban": lambda: plan.ibans(rng, rows), "imei": lambda: plan.imeis(rng, rows),
    }  # fmt: skip


def _tehsils(rng: Rng, district: Ints) -> pl.Series:
    groups = places().tehsils
    share = rng.random(len(district))
    return pl.Series(
        [groups[d][int(s * len(groups[d]))] for d, s in zip(district, share, strict=True)]
    ).str.to_uppercase()
