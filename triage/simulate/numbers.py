"""Numbers that authorities issue: CNIC, mobile, landline, IBAN, IMEI, IMSI, for whole columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Bools, Ints, Rng, chance, pick, pick_by, stream, uneven
from triage.simulate.places import places
from triage.simulate.world import World

SERIALS = 10_000_000
_NEW_OFFICES = 1970
"""Year of birth before which people registered when the later tehsils had no office yet."""

_SHARES = {
    2009: {"Jazz": 49.9, "Telenor": 22.2, "Ufone": 21.2, "Zong": 6.8},
    2013: {"Jazz": 38.8, "Telenor": 25.0, "Ufone": 19.0, "Zong": 16.5},
    2018: {"Jazz": 37.1, "Telenor": 28.7, "Ufone": 13.6, "Zong": 20.6},
    2021: {"Jazz": 38.4, "Telenor": 26.4, "Ufone": 12.1, "Zong": 22.2, "SCOM": 0.9},
    2025: {"Jazz": 37.1, "Telenor": 21.8, "Ufone": 13.7, "Zong": 26.4, "SCOM": 1.0},
}
"""Subscribers by operator in percent, PTA as reported by the press; Warid counts as Jazz, which bought it in 2016."""


def distinct(draw: Callable[[Ints], Ints], rows: int) -> Ints:
    """Return distinct numbers for rows 0..rows-1: `draw(which)` draws them for these rows, repetitions again."""
    numbers = draw(np.arange(rows))
    while True:
        first = np.zeros(rows, dtype=bool)
        first[np.unique(numbers, return_index=True)[1]] = True
        again = np.flatnonzero(~first)
        if not len(again):
            return numbers
        numbers[again] = draw(again)


def text(numbers: Ints, width: int) -> pl.Series:
    """Return numbers as text with leading zeros."""
    return pl.Series(numbers).cast(pl.String).str.zfill(width)


@dataclass(frozen=True, slots=True)
class Registered:
    """The people to register: home district (index), sex and birth year of each."""

    home: Ints
    female: Bools
    born: Ints


def cnics(rng: Rng, who: Registered, world: World, seed: int) -> Ints:
    """Return distinct 13-digit numbers: place of registration, serial, sex digit. The first digit is never 0."""
    habits = stream(seed, "cnic")
    here = places()
    # People registered long ago did so at the district's first offices, later ones at any tehsil's.
    office = here.issues * uneven(habits, len(here.prefixes), 0.6)
    old_office = office * np.where(here.prefixes % 10 <= 2, 2.0, 1.0)
    old = who.born < _NEW_OFFICES
    prefix = here.prefixes[pick_by(rng, np.concatenate([office, old_office]), who.home + old * len(here.names))]
    unlisted = chance(rng, world.unlisted_prefix, len(prefix))
    prefix[unlisted] = prefix[unlisted] // 10 * 10 + rng.integers(5, 10, int(unlisted.sum()))
    heads = uneven(habits, 10, 0.25)
    male = pick(rng, uneven(habits, 5, 0.2), len(prefix)) * 2 + 1
    even = pick(rng, uneven(habits, 4, 0.2), len(prefix)) * 2 + 2
    even[chance(rng, world.zero_last_digit, len(prefix))] = 0
    wrong = chance(rng, world.sex_digit_error, len(prefix))
    last = np.where(who.female ^ wrong, even, male)
    drift = np.clip((who.born - 1930) / 80, 0, 0.999)

    def numbers(which: Ints) -> Ints:
        even_serial = pick(rng, heads, len(which)) * (SERIALS // 10) + rng.integers(0, SERIALS // 10, len(which))
        late = ((drift[which] + rng.normal(0, 0.05, len(which))) % 1 * SERIALS).astype(np.int64)
        serial = np.where(chance(rng, world.serial_drift, len(which)), late, even_serial)
        return (prefix[which] * SERIALS + serial) * 10 + last[which]

    return distinct(numbers, len(prefix))


@cache
def codes() -> tuple[tuple[int, str, int], ...]:
    """Return the mobile codes in use: (300, "Jazz", first year)."""
    rows = rulebook.load().table("mobile_prefixes")
    return tuple(
        (int(row["prefix"]), row["operator"], int(row["first_year"]))
        for row in rows
        if row["status"].startswith("active") and row["first_year"]
    )


@dataclass(frozen=True, slots=True)
class Mobiles:
    """Numbers without the trunk zero (10 digits), the operator of each code, and the present operator."""

    number: Ints
    allottee: pl.Series
    operator: pl.Series


def mobiles(rng: Rng, rows: int, world: World, year: int) -> Mobiles:
    """Return distinct mobile numbers in use in a year: operators by share, codes and blocks unevenly filled."""
    inuse = [each for each in codes() if each[2] <= year]
    shares = _SHARES[min(_SHARES, key=lambda known: (abs(known - year), known))]
    operators = tuple(shares)
    filled = uneven(rng, len(inuse), world.prefix_spread)
    filled *= np.array([min(1.0, 0.15 + (year - first) / 8) for _, _, first in inuse])
    per_code = np.array([shares.get(operator, 0.0) for _, operator, _ in inuse])
    own = np.array([operator for _, operator, _ in inuse])
    for operator in operators:
        filled[own == operator] /= max(filled[own == operator].sum(), 1e-9)
    weights = filled * per_code
    blocks = np.exp(rng.normal(0.0, world.block_spread, (len(inuse), 100)))
    code = pick(rng, weights, rows)
    numbers = np.array([prefix for prefix, _, _ in inuse])

    def draw(which: Ints) -> Ints:
        serial = pick_by(rng, blocks, code[which]) * 100_000 + rng.integers(0, 100_000, len(which))
        fine = chance(rng, world.vanity, len(which))
        endings = np.array([786, 0, 111, 222, 333, 555, 777, 999, 123])
        serial[fine] = serial[fine] // 1000 * 1000 + endings[rng.integers(0, len(endings), int(fine.sum()))]
        number: Ints = numbers[code[which]] * SERIALS + serial
        return number

    allottee = np.searchsorted(sorted(operators), own[code])
    present = np.where(
        chance(rng, world.ported, rows),
        pick(rng, np.array([shares[each] for each in sorted(operators)]), rows),
        allottee,
    )
    words = pl.Series(sorted(operators), dtype=pl.String)
    return Mobiles(distinct(draw, rows), words.gather(pl.Series(allottee)), words.gather(pl.Series(present)))


def ibans(accounts: Ints, bank: str) -> pl.Series:
    """Return IBANs of one bank: "PK", check digits by ISO 13616 (mod 97), bank code, 16 digits of account."""
    # PK + 2 digits + 4 letters + 16 digits: letters count as two digits each (A = 10), so the number is
    # letters (8 digits) | account (16) | "2520" (P, K) | "00"; its remainder is taken piece by piece.
    remainder = int("".join(str(ord(letter) - 55) for letter in bank)) % 97
    high, low = accounts // 10**8, accounts % 10**8
    rest = (remainder * pow(10, 8, 97) + high) % 97
    rest = (rest * pow(10, 8, 97) + low) % 97
    rest = (rest * pow(10, 6, 97) + 252000) % 97
    return pl.select(pl.concat_str(pl.lit("PK"), text(98 - rest, 2), pl.lit(bank), text(accounts, 16))).to_series()


def with_luhn(numbers: Ints, digits: int) -> Ints:
    """Return numbers of `digits` digits with their Luhn check digit appended (an IMEI of 14 digits gets 15)."""
    total, rest = np.zeros(len(numbers), dtype=np.int64), numbers.copy()
    for place in range(digits):
        digit = rest % 10 * (2 if place % 2 == 0 else 1)
        total += digit // 10 + digit % 10
        rest //= 10
    return numbers * 10 + (10 - total % 10) % 10
