"""Who is on the lists of an office: husbands and fathers by name, an origin that need not be the residence, a SIM."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.ask import Ask
from triage.simulate.draw import Bools, Ints, Rng, pick, uneven, zipf
from triage.simulate.nuisance import Writing, between
from triage.simulate.numbers import SERIALS, codes, distinct, text
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu

_SURNAME_OF_WOMEN = ("BIBI", "BEGUM", "KHATOON", "BANO", "MAI", "PARVEEN", "AKHTAR", "KAUSAR")
_FIRST_ADULT_YEAR = 18


@dataclass(frozen=True, slots=True)
class Habits:
    """What differs between the towns that such offices serve."""

    given: float = between(60, 320, by_factor=True)
    """Given names of each sex in use."""
    slope: float = between(0.3, 1.1)
    """Zipf slope of given names."""
    clans: float = between(10, 160, by_factor=True)
    """Clans and family names."""
    clan_slope: float = between(0.4, 1.2)
    """Their slope."""
    single: float = between(0.0, 0.35, 0.0)
    """Men known by one given name alone."""
    doubled: float = between(0.1, 0.6)
    """Men with two given names and no clan."""
    shared: float = between(0.05, 0.9)
    """Men with a clan whose father's name shows it too."""
    away: float = between(0.0, 0.35, 0.0)
    """People registered in another district than they live in."""
    wrong_sex: float = between(0.0, 0.01, 0.0)
    """Last digits that contradict the sex."""
    age_bend: float = between(0.6, 2.2)
    """How much younger than old most are."""
    ported: float = between(0.0, 0.15, 0.0)
    """Numbers that moved to another network."""
    crowded: float = between(0.2, 1.4)
    """How unequally codes and blocks of numbers are filled."""


@dataclass(frozen=True, slots=True)
class Persons:
    """One row a person: sex, birth, district of residence, names in capitals, CNIC, mobile number and its network."""

    female: Bools
    born: Ints
    town: Ints
    name: pl.Series
    father: pl.Series
    mother: pl.Series
    cnic: Ints
    mobile: Ints
    network: pl.Series


def persons(ask: Ask, rng: Rng, habits: Habits, writing: Writing) -> Persons:
    """Return as many people as are asked for."""
    rows = ask.rows
    low, high = ask.module.WOMEN
    female = rng.random(rows) < low + (high - low) * writing.women
    least, most = ask.module.AGES
    age = least + ((most - least + 1) * rng.random(rows) ** habits.age_bend).astype(np.int64)
    living = ask.districts(rng, writing.places)
    town = living[pick(rng, places().people[living] + 1.0, rows)]
    origin = np.where(rng.random(rows) < habits.away, pick(rng, places().people, rows), town)
    name, father, mother = _names(rng, habits, female)
    if ask.script == "urdu":
        name, father, mother = (in_urdu(each) for each in (name, father, mother))
    mobile, network = _sims(rng, habits, rows, ask.people.year)
    return Persons(
        female, ask.people.year - age, town, name, father, mother, _cards(rng, habits, origin, female), mobile, network
    )


def _words(rng: Rng, kind: str, sex: str, count: float) -> pl.Series:
    """Return so many names of the tables, in an order of this town."""
    listed = [row for table in ("names", "more_names") for row in rulebook.load().table(table)]
    own = sorted({row["word"].upper() for row in listed if (row["kind"], row["gender"]) == (kind, sex)})
    return pl.Series([own[each] for each in rng.permutation(len(own))[: max(6, round(count))]], dtype=pl.String)


def _names(rng: Rng, habits: Habits, female: Bools) -> tuple[pl.Series, pl.Series, pl.Series]:
    rows = len(female)
    men, women = (_words(rng, "given", sex, habits.given) for sex in ("M", "F"))
    clans = _words(rng, "surname", "", habits.clans)

    def some(words: pl.Series, slope: float) -> pl.Series:
        return words.gather(pl.Series(pick(rng, zipf(len(words), slope), rows)))

    def is_so(share: float) -> pl.Series:
        return pl.Series(rng.random(rows) < share)

    clan, fathers_clan = some(clans, habits.clan_slope), some(clans, habits.clan_slope)
    has_two, has_one = is_so(habits.doubled), is_so(habits.single)
    first = some(men, habits.slope)
    man = (first + " " + some(men, habits.slope)).zip_with(has_two, first + " " + clan)
    man = first.zip_with(has_one, man)
    called = pl.Series(_SURNAME_OF_WOMEN, dtype=pl.String).gather(pl.Series(rng.integers(0, 8, rows)))
    given = some(women, habits.slope)
    woman = (given + " " + called).zip_with(is_so(0.6), given + " " + some(women, habits.slope))
    is_known = is_so(habits.shared) & ~has_two & ~has_one
    father = some(men, habits.slope) + " " + clan.zip_with(is_known, fathers_clan)
    return woman.zip_with(pl.Series(female), man), father, some(women, habits.slope) + " " + called


def _cards(rng: Rng, habits: Habits, origin: Ints, female: Bools) -> Ints:
    """CNICs: an office of the district of origin, any serial, the digit of the sex."""
    here, rows = places(), len(origin)
    weight = here.issues * uneven(rng, len(here.prefixes), habits.crowded)
    prefix = np.zeros(rows, dtype=np.int64)
    for district in np.unique(origin):
        own = np.flatnonzero(origin == district)
        prefix[own] = here.prefixes[pick(rng, weight[district], len(own))]
    even = female ^ (rng.random(rows) < habits.wrong_sex)
    last = np.where(even, rng.integers(1, 5, rows) * 2, rng.integers(0, 5, rows) * 2 + 1)
    return distinct(lambda who: (prefix[who] * SERIALS + rng.integers(0, SERIALS, len(who))) * 10 + last[who], rows)


def _sims(rng: Rng, habits: Habits, rows: int, year: int) -> tuple[Ints, pl.Series]:
    known = [each for each in codes() if each[2] <= year]
    code = pick(rng, uneven(rng, len(known), habits.crowded), rows)
    blocks = uneven(rng, 1000, habits.crowded)
    first = np.array([each[0] for each in known])[code] * SERIALS
    number = distinct(
        lambda who: first[who] + pick(rng, blocks, len(who)) * 10_000 + rng.integers(0, 10_000, len(who)), rows
    )
    names = sorted({each[1] for each in known})
    allotted = np.array([names.index(each[1]) for each in known])[code]
    now = np.where(rng.random(rows) < habits.ported, rng.integers(0, len(names), rows), allotted)
    return number, pl.Series(names, dtype=pl.String).gather(pl.Series(now))


def births(rng: Rng, born: Ints) -> pl.Series:
    """Return dates in these years; in many of them the first of January, where nobody knew the day."""
    rows = len(born)
    days = np.datetime64("2001-01-01") + rng.integers(0, 365, rows)
    day = pl.Series(days.astype("datetime64[D]")).dt.to_string("-%m-%d")
    unknown = pl.Series(rng.random(rows) < (0.15 if rng.random() < 0.5 else 0.0))
    first = pl.Series(["-01-01"], dtype=pl.String).new_from_index(0, rows)
    return text(born, 4) + first.zip_with(unknown, day)
