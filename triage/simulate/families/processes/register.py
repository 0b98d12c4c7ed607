"""A register: people by places of registration and of residence, and their numbers as these were issued."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.ask import Ask
from triage.simulate.draw import Bools, Choice, Floats, Ints, Rng, unit
from triage.simulate.families.processes.people import Parents
from triage.simulate.families.processes.world import Register
from triage.simulate.numbers import codes, ibans, with_luhn
from triage.simulate.places import places
from triage.simulate.urdu import in_urdu
from triage.simulate.words import of_kind

_MARKS = ("MOH", "MOHALLA", "BASTI", "KOT", "DERA", "CHAK", "GALI", "NEAR", "H NO", "HOUSE")
_URDU_MARKS = ("محلہ", "بستی", "کوٹ", "ڈیرہ", "گاؤں", "گلی", "مکان", "نزد")


@cache
def _registered() -> Floats:
    """Return people by prefix (rows) and district (columns) of registration: a district's people over its prefixes."""
    here = places()
    table: Floats = (here.issues / here.issues.sum(axis=1, keepdims=True)).T * here.people
    return table


@dataclass(frozen=True, slots=True)
class People:
    """People of a register, by row."""

    female: Bools
    born: Ints
    prefix: Ints
    residence: Ints
    parents: Parents


def people(rng: Rng, ask: Ask, world: Register, cut: tuple[Ints, float]) -> People:
    """Return people who live in these districts, this share of them women."""
    living, women = cut
    rows, here = ask.rows, places()
    low, high = ask.module.AGES
    female = rng.random(rows) < women
    # Registers grow with the country: the young prevail, and the very old have left.
    age = low + ((high - low + 1) * rng.beta(1.1, float(rng.uniform(1.1, 2.8)), rows)).astype(np.int64)
    born = ask.people.year - age
    parents = Parents.drawn(rng, female, born, world.kin)
    table = _registered()
    at = table.sum(axis=0)
    pull = at ** (1 + 0.8 * world.to_cities)
    provinces = np.array(here.provinces)
    moves = (provinces[:, None] == provinces[None, :]) * 3.0 + 1.0
    moves = moves * pull[None, :]
    moves[np.arange(len(at)), np.arange(len(at))] = 0
    moves *= (at * (1 - world.settled) / moves.sum(axis=1))[:, None]
    moves[np.arange(len(at)), np.arange(len(at))] = at * world.settled
    # The district that each resident comes from, and the office that issued the CNIC.
    joint = np.cumsum(moves[:, living].ravel())
    chosen = np.searchsorted(joint, rng.random(rows) * joint[-1], side="right").clip(0, joint.size - 1)
    home, residence = chosen // len(living), living[chosen % len(living)]
    residence, home = parents.inherit(residence), np.where(rng.random(rows) < 0.85, parents.inherit(home), home)
    prefix = here.prefixes[Choice.of(table.T).draw(rng, home)]
    new = np.flatnonzero(rng.random(rows) < world.new_office)
    prefix[new] = prefix[new] - prefix[new] % 100 + rng.integers(6, 16, len(new))
    return People(female, born, prefix, residence, parents)


def cnics(rng: Rng, who: People, world: Register) -> Ints:
    """Return CNICs of 13 digits; some serials follow the order of births, and no office issues one twice."""
    rows = len(who.born)
    rank = np.empty(rows)
    rank[np.lexsort((rng.random(rows), who.born))] = (np.arange(rows) + rng.random(rows)) / rows
    share = np.where(rng.random(rows) < world.in_order, rank, rng.random(rows))
    serial = (share * 10**7).astype(np.int64)
    even = who.female ^ (rng.random(rows) < world.sex_slip)
    last = np.where(even, rng.choice([2, 4, 6, 8], rows), rng.choice([1, 3, 5, 7, 9], rows))
    numbers: Ints = who.prefix * 10**7 + serial
    while len(again := np.setdiff1d(np.arange(rows), np.unique(numbers, return_index=True)[1])):
        numbers[again] = who.prefix[again] * 10**7 + rng.integers(0, 10**7, len(again))
    return numbers * 10 + last


def old_nics(rng: Rng, who: People) -> pl.Series:
    """Return numbers of eleven digits from before 2004: office, year of birth, serial.

    Null for those born after 1985.
    """
    office = 100 + (unit(who.prefix // 100, 17) * 899).astype(np.int64)
    number = office * 10**8 + who.born % 100 * 10**6 + rng.integers(0, 10**6, len(who.born))
    return pl.Series(number).cast(pl.String).set(pl.Series(who.born > 1985), None)


def mobiles(rng: Rng, rows: int, year: int, world: Register, only: str = "") -> tuple[pl.Series, pl.Series]:
    """Return mobile numbers and the operators that serve them; blocks of a code are opened from the lowest on."""
    known = [each for each in codes() if each[2] <= year and only in {"", each[1]}]
    since = np.array([year - first + 1 for _, _, first in known], dtype=float)
    weights = since ** (-world.newer) * rng.gamma(2.0, 0.5, len(known))
    chosen = rng.choice(len(known), rows, p=weights / weights.sum())
    code = np.array([each[0] for each in known])[chosen]
    full = world.opened + (1 - world.opened) * np.minimum(1, since / 12) * rng.random(len(known))

    def number(which: Ints) -> Ints:
        serial: Ints = (rng.random(len(which)) * full[chosen[which]] * 10**7).astype(np.int64)
        return code[which] * 10**7 + serial

    numbers = number(np.arange(rows))
    while len(again := np.setdiff1d(np.arange(rows), np.unique(numbers, return_index=True)[1])):
        numbers[again] = number(again)
    operators = [each[1] for each in known]
    own = pl.Series(operators, dtype=pl.String).gather(pl.Series(chosen))
    others = pl.Series(sorted({each[1] for each in codes()}), dtype=pl.String)
    served = others.gather(pl.Series(rng.integers(0, len(others), rows)))
    return "0" + pl.Series(numbers).cast(pl.String), served.zip_with(pl.Series(rng.random(rows) < world.ported), own)


def addresses(rng: Rng, who: People, world: Register, script: str) -> pl.Series:
    """Return addresses as the office of each person's place writes them; children live with their fathers."""
    rows, here, urdu = len(who.born), places(), script == "urdu"
    office = (unit(who.residence, 5) * int(world.offices)).astype(np.int64)
    house = parents_or(who, 1 + (rng.pareto(1.3, rows) * 40).astype(np.int64) % 900)
    place = parents_or(who, rng.integers(0, 2**31, rows) % int(rng.integers(12, 400)))
    words = [pair[urdu] for kind in ("mohalla", "village") for pair in of_kind(kind)]
    word = pl.Series(words).gather(pl.Series((unit(who.residence, place) * len(words)).astype(np.int64)))
    known = _URDU_MARKS if urdu else _MARKS
    marks = pl.Series([known[each] for each in rng.integers(0, len(known), 64)])
    mark, behind = (marks.gather(pl.Series((office * 5 + place % 2 + turn) % 64)) for turn in (0, 2))
    tehsils = pl.Series([each[0] for each in here.tehsils], dtype=pl.String).gather(pl.Series(who.residence))
    names = pl.Series(here.urdu if urdu else here.names, dtype=pl.String).gather(pl.Series(who.residence))
    told = pl.Series(rng.random(rows) < world.told)
    numbered = pl.Series(unit(office, 11) < 0.6)
    frame = pl.DataFrame({
        "mark": mark,
        "house": pl.Series(house).cast(pl.String).set(~numbered, None),
        "behind": behind.set(numbered, None),
        "word": word, "tehsil": (in_urdu(tehsils) if urdu else tehsils).set(pl.Series(unit(office, 3) < 0.5), None),
        "district": names.set(~told, None),
    })  # fmt: skip
    return frame.select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)).to_series().str.to_uppercase()


def parents_or(who: People, own: Ints) -> Ints:
    """Return the father's value for those whose father is known, else their own."""
    return who.parents.inherit(own)


def births(rng: Rng, who: People, world: Register) -> pl.Series:
    """Return ISO dates of birth in the given years; guessed ones are on 1 January."""
    rows = len(who.born)
    start = (who.born - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    day = rng.integers(0, 365, rows)
    day[rng.random(rows) < world.guessed_birth * np.where(who.born < 1985, 1.0, 0.2)] = 0
    return pl.Series(start + day).dt.to_string("%Y-%m-%d")


def ibans_of(rng: Rng, rows: int) -> pl.Series:
    """Return IBANs of one bank, accounts in blocks of branches."""
    banks = [row["code"] for row in rulebook.load().table("banks")]
    branch = rng.integers(1, 2_000, int(rng.integers(3, 300)))
    account = branch[rng.integers(0, len(branch), rows)] * 10**11 + rng.integers(10**7, 10**10, rows)
    return ibans(account, banks[int(rng.integers(0, len(banks)))])


def imeis_of(rng: Rng, rows: int) -> pl.Series:
    """Return IMEIs of 15 digits with the Luhn digit; some types of device are common, most are rare."""
    kinds = 35_100_000 + np.cumsum(rng.integers(1, 40_000, 60))
    share = rng.dirichlet(np.full(60, 0.5))
    return pl.Series(with_luhn(kinds[rng.choice(60, rows, p=share)] * 10**6 + rng.integers(0, 10**6, rows), 14)).cast(
        pl.String
    )
