"""Rolls of published figures: names, places, ages and networks each drawn from a distribution, tied by few rules.

What is tied: a card is of the birthplace, its last digit of the sex, a network of the code. How often a name comes
follows a curve between Zipf's and a flat one; cities by census ranks; ages by a pyramid. Names are pronounceable words
of syllables of four languages, so that hardly any is on a list. Held out: no training sees such a world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from triage.simulate.ask import Ask
from triage.simulate.cards import card_numbers, office_codes
from triage.simulate.draw import Bools, Ints, Rng, pick, stream
from triage.simulate.keeping import as_file
from triage.simulate.mails import mails
from triage.simulate.nuisance import Writing, between, drawn
from triage.simulate.numbers import SERIALS, codes, distinct, ibans, text, with_luhn
from triage.simulate.places import places
from triage.simulate.short_lists import famous_names
from triage.simulate.urdu import in_urdu

TITLE = "Rolls of published figures"

_ONSETS = ("B", "D", "F", "G", "GH", "H", "J", "K", "KH", "L", "M", "N", "P", "Q", "R", "S", "SH", "T", "W", "Y", "Z")
_CORES = ("A", "AA", "E", "EE", "I", "O", "OO", "U")
_CODAS = ("", "", "M", "N", "R", "L", "D", "Z", "SH", "B", "F")
_PYRAMID = (0.16, 0.15, 0.14, 0.13, 0.11, 0.09, 0.07, 0.06, 0.04, 0.03, 0.02)
"""Shares of adults by five years of age from 18 on, about those of census 2023."""


@dataclass(frozen=True, slots=True)
class Roll:
    """What differs between rolls."""

    words: float = between(80, 1200, by_factor=True)
    known: float = between(0.2, 1.0)
    slope: float = between(0.2, 1.1)
    offset: float = between(0.0, 12.0)
    families: float = between(20, 500, by_factor=True)
    inherits: float = between(0.0, 0.8)
    ends_in_a: float = between(0.5, 1.0)
    away: float = between(0.0, 0.4, 0.0)
    slips: float = between(0.0, 0.015, 0.0)
    ported: float = between(0.0, 0.2, 0.0)
    unlisted: float = between(0.0, 0.05, 0.0)


def genuine(ask: Ask) -> pl.DataFrame:
    """Return the records of one roll."""
    rng = stream(ask.seed, "rolls")
    writing = drawn(Writing, rng, plain=bool(rng.random() < 0.5))
    return as_file(ask, _columns(ask, rng, drawn(Roll, rng, plain=False), writing), writing, stream(ask.seed, "file"))


def _columns(ask: Ask, rng: Rng, roll: Roll, writing: Writing) -> dict[str, Callable[[], pl.Series]]:
    here, rows = places(), ask.rows
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    living = ask.districts(rng, writing.places)
    town = living[pick(rng, here.people[living] + 1.0, rows)]
    names = _names(rng, roll, female)
    if ask.script == "urdu":
        names = {field: in_urdu(each) for field, each in names.items()}
    least, most = ask.module.AGES
    age = np.clip(18 + 5 * pick(rng, np.array(_PYRAMID), rows) + rng.integers(0, 5, rows), least, most)
    born = ask.people.year - age
    cards = _cards(rng, roll, town, female)
    mobile, network = _numbers(rng, roll, rows, ask.people.year)
    said = pl.Series(here.urdu if ask.script == "urdu" else here.names, dtype=pl.String).gather(pl.Series(town))
    spot = [here.tehsils[d][int(r * len(here.tehsils[d]))].upper() for d, r in zip(town, rng.random(rows), strict=True)]
    tehsil = pl.Series(spot, dtype=pl.String)
    street = pl.Series(rng.integers(1, 60, rows)).cast(pl.String)
    address = "ST " + street + ", " + tehsil + ", " + said.str.to_uppercase()
    day = (np.datetime64("2001-01-01") + rng.integers(0, 365, rows)).astype("datetime64[D]")
    return {
        "name": lambda: names["name"], "father": lambda: names["father"], "mother": lambda: names["mother"],
        "cnic": lambda: cards,
        "gender": lambda: pl.Series(np.where(female, "F", "M"), dtype=pl.String),
        "dob": lambda: text(born, 4) + pl.Series(day).dt.to_string("-%m-%d"),
        "age": lambda: pl.Series(age).cast(pl.String),
        "address": lambda: in_urdu(address) if ask.script == "urdu" else address, "district": lambda: said,
        "tehsil": lambda: tehsil, "mobile": lambda: mobile, "operator": lambda: network,
        "email": lambda: mails(rng, names["name"]), "iban": lambda: ibans(rng.integers(10**8, 10**15, rows), "UNIL"),
        "imei": lambda: text(with_luhn(rng.integers(35 * 10**12, 36 * 10**12, rows), 14), 15),
    }  # fmt: skip


def _words(rng: Rng, true: tuple[str, ...], count: float, known: float, ending: str = "") -> list[str]:
    """Return a list of so many words, some true ones and some pronounceable ones."""
    size = max(8, round(count))
    own = [true[each].upper() for each in rng.permutation(len(true))[: round(size * known)]]
    while len(own) < size:
        parts = "".join(str(rng.choice(_ONSETS)) + str(rng.choice(_CORES)) + str(rng.choice(_CODAS)) for _ in range(2))
        own.append(parts + (ending if rng.random() < 0.8 else ""))
    return own


def _names(rng: Rng, roll: Roll, female: Bools) -> dict[str, pl.Series]:
    rows = len(female)
    men = _words(rng, famous_names("given", "M"), roll.words, roll.known)
    women = _words(rng, famous_names("given", "F"), roll.words, roll.known, "A" if roll.ends_in_a > 0.6 else "")
    family = _words(rng, famous_names("surname", ""), roll.families, roll.known)

    def some(words: list[str]) -> pl.Series:
        weights = (np.arange(1.0, len(words) + 1) + roll.offset) ** -roll.slope
        return pl.Series(words, dtype=pl.String).gather(pl.Series(pick(rng, weights, rows)))

    fathers, own = some(family), some(family)
    man = some(men) + " " + fathers.zip_with(pl.Series(rng.random(rows) < roll.inherits), own)
    woman = some(women) + " " + some(women)
    return {"name": woman.zip_with(pl.Series(female), man), "father": some(men) + " " + fathers,
            "mother": some(women) + " " + some(women)}  # fmt: skip


def _cards(rng: Rng, roll: Roll, town: Ints, female: Bools) -> pl.Series:
    here, rows = places(), len(town)
    origin = np.where(rng.random(rows) < roll.away, pick(rng, here.people, rows), town)
    prefix = office_codes(origin, rng.random(rows))
    unlisted = rng.random(rows) < roll.unlisted
    prefix = np.where(unlisted, prefix // 10 * 10 + 9, prefix)
    even = female ^ (rng.random(rows) < roll.slips)
    return card_numbers(rng, prefix, even)


def _numbers(rng: Rng, roll: Roll, rows: int, year: int) -> tuple[pl.Series, pl.Series]:
    known = [each for each in codes() if each[2] <= year]
    which = pick(rng, rng.dirichlet(np.full(len(known), 0.7)) + 1e-6, rows)
    first = np.array([each[0] for each in known])[which] * SERIALS
    number = distinct(lambda who: first[who] + rng.integers(0, SERIALS, len(who)), rows)
    served = np.where(rng.random(rows) < roll.ported, rng.integers(0, len(known), rows), which)
    network = pl.Series([each[1] for each in known], dtype=pl.String).gather(pl.Series(served))
    return "0" + pl.Series(number).cast(pl.String), network
