"""Extract processes over a register: operator, bank, voter, income support and vehicle files as they arise.

Filtered (one city, one sex, one operator), sorted, merged from two sources, cut, deduplicated, read by OCR, damaged by
spreadsheets, of 2008 with old NICs; each by chance, and a third of the registers plain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.draw import Rng, stream
from triage.simulate.extracts import as_genuine, with_copies
from triage.simulate.families.processes import register
from triage.simulate.families.processes.people import name_columns
from triage.simulate.families.processes.steps import STEPS, copies, gaps
from triage.simulate.families.processes.world import Course, Register
from triage.simulate.mails import mails
from triage.simulate.nuisance import drawn, is_plain
from triage.simulate.numbers import codes
from triage.simulate.papers import PAPERS
from triage.simulate.places import places

TITLE = "Extract processes over a register"

_ONE_SEX, _ONE_OPERATOR, _LEGACY, _ONE_SIM = 0.12, 0.2, 0.15, 0.5
"""Share of files with one sex, one operator, old NICs, and one number per person."""
_OLD_YEAR = 2008
_HARMLESS = ("sorted_by",)
"""Steps that also happen in plain worlds."""
_BY_NUMBER = frozenset({"mobile", "operator", "imei", "imsi", "activation_date"})


def genuine(ask: Ask) -> pl.DataFrame:
    """Return records of a register after the processes on their way to the file."""
    rng = stream(ask.seed, "processes")
    plain = is_plain(rng)
    world, course = drawn(Register, rng, plain=plain), drawn(Course, rng, plain=plain)
    twice = copies(rng, 0 if plain else ask.rows)
    frame = _taken(ask, rng, world, course)
    for name, (share, step) in STEPS.items():
        if getattr(course, name) < share and name in (_HARMLESS if plain else STEPS):
            frame = step(frame, rng, course.harm)
    frame = frame.head(ask.rows - len(twice))
    frame = frame if plain else gaps(frame, rng, ask.module.OPTIONAL)
    counted = [name for name in ("serial", "row_no") if name in frame.columns]
    frame = frame.with_columns(pl.int_range(1, pl.len() + 1).cast(pl.String).alias(name) for name in counted)
    return with_copies(as_genuine(frame), twice)


def _taken(ask: Ask, rng: Rng, world: Register, course: Course) -> pl.DataFrame:
    """Return the records as the source has them."""
    low, high = ask.module.WOMEN
    women = float(rng.uniform(low, high))
    if course.one_sex < _ONE_SEX:
        women = float(round(women)) if course.harm < 0.5 else 1.0
    legacy = course.legacy < _LEGACY
    year = min(ask.people.year, _OLD_YEAR) if legacy else ask.people.year
    who = register.people(rng, ask, world, (ask.districts(rng, course.narrow), women))
    cnic = pl.Series(register.cnics(rng, who, world)).cast(pl.String)
    in_use = sorted({each[1] for each in codes() if each[2] <= year} - {"SCOM"})
    operator = in_use[int(rng.integers(0, len(in_use)))] if course.filtered < _ONE_OPERATOR else ""
    mobile, served = register.mobiles(rng, ask.rows, year, world, operator)
    names = name_columns(rng, world, (who.female, who.prefix // 10_000 - 1, who.parents), ask.script)
    towns = pl.Series(places().names, dtype=pl.String).gather(pl.Series(who.residence))
    dob = register.births(rng, who, world)
    columns: dict[str, Callable[[], pl.Series]] = {
        **{name: partial(names.__getitem__, name) for name in names},
        "cnic": lambda: cnic, "mobile": lambda: mobile, "operator": lambda: served, "district": lambda: towns,
        "gender": lambda: pl.Series(np.where(who.female, "F", "M"), dtype=pl.String), "dob": lambda: dob,
        "age": lambda: pl.Series(ask.people.year - who.born).cast(pl.String),
        "address": lambda: register.addresses(rng, who, world, ask.script),
        "tehsil": lambda: _tehsils(rng, who), "email": lambda: mails(rng, names["name"]),
        "iban": lambda: register.ibans_of(rng, ask.rows), "imei": lambda: register.imeis_of(rng, ask.rows),
    }  # fmt: skip
    lacking = {name for name in ("operator", "activation_date", "imsi", "imei") if rng.random() < 0.5}
    frame = pl.DataFrame(
        {
            name: columns[name]() if name in columns else PAPERS[name](rng, ask.rows, year)
            for name in ask.module.COLUMNS
            if name not in lacking and (name in columns or name in PAPERS)
        }
    )
    if legacy:
        frame = _with_old_numbers(frame, rng, register.old_nics(rng, who))
    if ask.module.COLUMNS[0] == "mobile" and course.deduplicated > _ONE_SIM:
        frame = _several_numbers(frame, rng)
    return frame


def _tehsils(rng: Rng, who: register.People) -> pl.Series:
    known = places().tehsils
    share = rng.random(len(who.residence))
    chosen = [known[place][int(part * len(known[place]))] for place, part in zip(who.residence, share, strict=True)]
    return pl.Series(chosen, dtype=pl.String).str.to_uppercase()


def _with_old_numbers(frame: pl.DataFrame, rng: Rng, old: pl.Series) -> pl.DataFrame:
    """Return the records with the old NIC instead of the CNIC for some of those who had one."""
    told = pl.Series(rng.random(frame.height) < rng.uniform(0.1, 0.8)) & old.is_not_null()
    return frame.with_columns(cnic=frame["cnic"].set(told, None), old_nic=old.set(~told, None))


def _several_numbers(frame: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    """Return records in which owners have further numbers: who has many gets more (a Yule process), at most eight."""
    rows = frame.height
    fresh = rng.random(rows) < rng.uniform(0.4, 0.95)
    fresh[0] = True
    # A row either names a new owner or copies the owner of an earlier row.
    owner = np.where(fresh, np.arange(rows), (rng.random(rows) * np.arange(rows)).astype(np.int64))
    for _ in range(6):
        owner = owner[owner]
    held = pl.DataFrame({"owner": owner}).select(pl.int_range(pl.len()).over("owner")).to_series().to_numpy()
    owner = np.where(held < 8, owner, np.arange(rows))
    mine = [name for name in frame.columns if name not in _BY_NUMBER]
    return frame.with_columns(frame[name].gather(pl.Series(owner)) for name in mine)
