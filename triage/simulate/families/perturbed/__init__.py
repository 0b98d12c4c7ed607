"""Deliberately wrong tables: flattened, blurred and exchanged, with nothing else assumed (maximum entropy).

Facts that hold in every genuine world hold here: sex and last digit, place and prefix, allotted codes, one CNIC per
person.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.ask import Ask
from triage.simulate.draw import Bools, Choice, Ints, Rng, stream
from triage.simulate.families.perturbed.bearing import Names
from triage.simulate.families.perturbed.homes import addresses
from triage.simulate.families.perturbed.laws import Law, blurred
from triage.simulate.families.perturbed.world import Bearing, Given, Wrong
from triage.simulate.keeping import as_file
from triage.simulate.mails import mails
from triage.simulate.nuisance import Writing, drawn, is_plain
from triage.simulate.numbers import codes, ibans, with_luhn
from triage.simulate.places import places

TITLE = "Deliberately wrong tables"


def genuine(ask: Ask) -> pl.DataFrame:
    """Return records of a world whose tables differ from the program's."""
    rng = stream(ask.seed, "perturbed")
    plain = is_plain(rng)
    writing, wrong = drawn(Writing, rng, plain=plain), drawn(Wrong, rng, plain=plain)
    given = drawn(Given, rng, plain=plain)
    names = Names(rng, wrong, drawn(Bearing, rng, plain=plain), ask.script)
    rows, here = ask.rows, places()
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    district, home = _places(rng, ask.districts(rng, writing.places), (wrong, given), rows)
    cnic = _cnics(rng, home, female, (wrong, given))
    mobile, operator = _mobiles(rng, ask, (wrong, given))
    dob = _births(rng, ask, given)
    person = names.people(rng, female)
    towns = pl.Series(here.names, dtype=pl.String)
    columns: dict[str, Callable[[], pl.Series]] = {
        **{name: partial(person.__getitem__, name) for name in person},
        "cnic": lambda: pl.Series(cnic).cast(pl.String), "mobile": lambda: mobile, "operator": lambda: operator,
        "gender": lambda: pl.Series(np.where(female, "F", "M"), dtype=pl.String), "dob": lambda: dob,
        "age": lambda: (ask.people.year - dob.str.head(4).cast(pl.Int64)).cast(pl.String),
        "address": lambda: addresses(rng, district, given, ask.script),
        "district": lambda: towns.gather(pl.Series(district)),
        "tehsil": partial(_tehsils, district),
        "email": lambda: mails(rng, person["name"]),
        "iban": lambda: _ibans(rng, rows, given), "imei": lambda: _imeis(rng, rows, given),
    }  # fmt: skip
    return as_file(ask, columns, writing, stream(ask.seed, "perturbed", "file"))


def _places(rng: Rng, living: Ints, worlds: tuple[Wrong, Given], rows: int) -> tuple[Ints, Ints]:
    """Return the districts of address and of CNIC: maximum entropy with the agreement of this world."""
    wrong, given = worlds
    here = places()
    people = blurred(rng, here.people, wrong)
    provinces = np.array(here.provinces)
    tilt = given.neighbours * (provinces[living][:, None] == provinces[None, :])
    others = people[None, :] * np.exp(tilt)
    others[np.arange(len(living)), living] = 0
    # The diagonal is weighted so that the agreement is reached.
    diagonal = others.sum(axis=1) * given.agreement / (1 - given.agreement)
    others[np.arange(len(living)), living] = diagonal
    first = Law.of(people[living]).draw(rng, rows)
    return living[first], Choice.of(others).draw(rng, first)


def _tehsils(district: Ints) -> pl.Series:
    """Return the first tehsil of each district: an office that knows no other."""
    return pl.Series([places().tehsils[each][0] for each in district]).str.to_uppercase()


def _digits(rng: Rng, rows: int, count: int, noise: float) -> Ints:
    """Return numbers of `count` digits, each drawn by a law of its own that is nearly even."""
    number = np.zeros(rows, dtype=np.int64)
    for _ in range(count):
        number = number * 10 + Law.of(np.exp(rng.normal(0, noise, 10))).draw(rng, rows)
    return number


def _distinct(rng: Rng, heads: Ints, tails: Ints, size: int) -> Ints:
    """Return heads with tails of `size` digits as numbers, all distinct: a repeated number gets another tail."""
    numbers: Ints = heads * 10**size + tails
    while True:
        first = np.unique(numbers, return_index=True)[1]
        again = np.setdiff1d(np.arange(len(numbers)), first)
        if not len(again):
            return numbers
        numbers[again] = heads[again] * 10**size + rng.integers(0, 10**size, len(again))


def _cnics(rng: Rng, home: Ints, female: Bools, worlds: tuple[Wrong, Given]) -> Ints:
    wrong, given = worlds
    here, rows = places(), len(home)
    office = blurred(rng, np.ones(len(here.prefixes)), wrong)
    table = here.issues * office
    prefix = here.prefixes[Choice.of(table).draw(rng, home)]
    odd = np.flatnonzero(rng.random(rows) < given.unlisted_prefix)
    prefix[odd] += rng.integers(1, 9, len(odd)) - prefix[odd] % 10 + 9
    even = female ^ (rng.random(rows) < given.sex_digit_error)
    last = 2 * (_digits(rng, rows, 1, given.digit_noise) % 4) + np.where(even, 2, 1)
    last[~even & (rng.random(rows) < 0.2)] = 9
    last[rng.random(rows) < given.zero_last] = 0
    serial = _digits(rng, rows, 7, given.digit_noise)
    # Two people of one prefix never share a serial, so that no CNIC comes twice.
    return _distinct(rng, prefix, serial, 7) * 10 + last


def _mobiles(rng: Rng, ask: Ask, worlds: tuple[Wrong, Given]) -> tuple[pl.Series, pl.Series]:
    wrong, given = worlds
    known, rows = [each for each in codes() if each[2] <= ask.people.year], ask.rows
    age = np.array([float(ask.people.year - first + 1) for _, _, first in known])
    chosen = Law.of(blurred(rng, age, wrong)).draw(rng, rows)
    code = np.array([each[0] for each in known])[chosen]
    none = np.flatnonzero(rng.random(rows) < given.unallotted)
    code[none] = 350 + rng.integers(0, 5, len(none))
    numbers = _distinct(rng, code, _digits(rng, rows, 7, given.digit_noise), 7)
    operators = pl.Series([each[1] for each in known], dtype=pl.String)
    ported = pl.Series(rng.random(rows) < given.ported)
    served = operators.gather(pl.Series(chosen))
    return "0" + pl.Series(numbers).cast(pl.String), served.gather(pl.Series(rng.permutation(rows))).zip_with(
        ported, served
    )


def _births(rng: Rng, ask: Ask, given: Given) -> pl.Series:
    """Return dates of birth: ages under exp(tilt x + bend x^2), days nearly even, some on the first of a month."""
    low, high = ask.module.AGES
    x = np.linspace(-1, 1, high - low + 1)
    age = low + Law.of(np.exp(given.age_tilt * x + given.age_bend * x**2)).draw(rng, ask.rows)
    day = Law.of(np.exp(rng.normal(0, given.day_noise, 365))).draw(rng, ask.rows)
    firsts = np.array([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334])
    heaped = rng.random(ask.rows) < given.first_days
    day[heaped] = firsts[Law.of(np.array([30.0, *[1.0] * 11])).draw(rng, int(heaped.sum()))]
    start = (ask.people.year - age - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return pl.Series(start + day).dt.to_string("%Y-%m-%d")


def _ibans(rng: Rng, rows: int, given: Given) -> pl.Series:
    banks = [row["code"] for row in rulebook.load().table("banks")]
    made = ibans(_digits(rng, rows, 14, given.digit_noise), banks[int(rng.integers(0, len(banks)))])
    return (
        made.gather(pl.Series(np.arange(rows)))
        .str.replace(r"\d$", "7")
        .zip_with(pl.Series(rng.random(rows) < given.mistyped), made)
    )


def _imeis(rng: Rng, rows: int, given: Given) -> pl.Series:
    models = 35_000_000 + rng.integers(0, 990_000, int(rng.integers(20, 400)))
    model = models[Law.of(np.exp(rng.normal(0, 1.2, len(models)))).draw(rng, rows)]
    numbers = with_luhn(model * 10**6 + rng.integers(0, 10**6, rows), 14)
    numbers = np.where(rng.random(rows) < given.mistyped, numbers - numbers % 10, numbers)
    return pl.Series(numbers).cast(pl.String)
