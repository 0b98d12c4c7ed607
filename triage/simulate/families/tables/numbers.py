"""Numbers of independent tables: a place of registration given the district, and every digit drawn separately."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import Bools, Floats, Ints, Rng, pick, pick_by, zipf
from triage.simulate.families.tables.world import Numbers
from triage.simulate.numbers import codes, ibans, text, with_luhn
from triage.simulate.places import places

_MARKET = {"Jazz": 0.37, "Telenor": 0.25, "Ufone": 0.14, "Zong": 0.23, "SCOM": 0.01}
"""Market shares of about 2022 (PTA)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The way in which one world issues numbers."""

    world: Numbers
    offices: Floats
    heads: Floats
    lasts: Floats

    @classmethod
    def of(cls, rng: Rng, world: Numbers) -> Plan:
        """Return a plan drawn for this world."""
        here = places()
        offices = here.issues * np.exp(rng.normal(0, world.prefix_spread, len(here.prefixes)))
        heads, lasts = (np.exp(rng.normal(0, world.digit_spread, size)) for size in (10, 10))
        return cls(world, offices, heads, lasts)

    def homes(self, rng: Rng, district: Ints) -> Ints:
        """Return the district in which each CNIC was issued: that of the address, one of its province, or any."""
        here, rows = places(), len(district)
        provinces = np.array(here.provinces)
        near = (provinces[:, None] == provinces[None, :]) * here.people + 1e-9
        largest = np.argsort(-here.people)[:10]
        same = self.world.same_district - self.world.city_loss * np.isin(district, largest)
        stays = rng.random(rows) < np.maximum(same, 0.42)
        by_province = rng.random(rows) < self.world.same_province
        elsewhere = np.where(by_province, pick_by(rng, near, district), pick(rng, here.people, rows))
        return np.where(stays, district, elsewhere)

    def cnics(self, rng: Rng, home: Ints, female: Bools) -> Ints:
        """Return CNICs of 13 digits, all distinct."""
        rows, here = len(home), places()
        prefix = here.prefixes[pick_by(rng, self.offices, home)]
        odd = np.flatnonzero(rng.random(rows) < self.world.unlisted_prefix)
        # Mostly a tehsil that the list lacks; some a district of the same province that it lacks.
        prefix[odd] = prefix[odd] // 100 * 100 + rng.integers(1, 13, len(odd))
        far = odd[rng.random(len(odd)) < 0.2]
        prefix[far] = (
            prefix[far] // 10_000 * 10_000 + rng.integers(1, 100, len(far)) * 100 + rng.integers(1, 6, len(far))
        )
        even = female ^ (rng.random(rows) < self.world.sex_digit_error)
        last = np.where(even, pick(rng, self.lasts[:4], rows) * 2 + 2, pick(rng, self.lasts[4:9], rows) * 2 + 1)
        last[rng.random(rows) < self.world.zero_last] = 0
        numbers = (prefix * 10**7 + self._serials(rng, rows)) * 10 + last
        while len(again := _seconds(numbers)):
            numbers[again] = (prefix[again] * 10**7 + self._serials(rng, len(again))) * 10 + last[again]
        return numbers

    def _serials(self, rng: Rng, rows: int) -> Ints:
        serials: Ints = pick(rng, self.heads, rows) * 10**6 + rng.integers(0, 10**6, rows)
        return serials

    def mobiles(self, rng: Rng, rows: int, year: int) -> tuple[Ints, pl.Series]:
        """Return mobile numbers without the trunk zero, all distinct, and the operators that serve them."""
        known = [each for each in codes() if each[2] <= year]
        operators = sorted({operator for _, operator, _ in known})
        share = np.array([_MARKET[operator] for _, operator, _ in known])
        count = np.array([sum(each[1] == operator for each in known) for _, operator, _ in known])
        weights = (share / count) ** self.world.operator_weight
        weights = weights * np.exp(rng.normal(0, self.world.code_spread, len(known)))
        chosen = pick(rng, weights, rows)
        code = np.array([each[0] for each in known])[chosen]
        none = rng.random(rows) < self.world.unallotted
        code[none] = rng.integers(380, 400, int(none.sum()))
        blocks = np.exp(rng.normal(0, self.world.block_spread, (len(known), 10)))
        numbers = code * 10**7 + pick_by(rng, blocks, chosen) * 10**6 + rng.integers(0, 10**6, rows)
        while len(again := _seconds(numbers)):
            numbers[again] = code[again] * 10**7 + rng.integers(0, 10**7, len(again))
        own = np.array([operators.index(operator) for _, operator, _ in known])[chosen]
        ported = rng.random(rows) < self.world.ported
        present = np.where(ported, rng.integers(0, len(operators), rows), own)
        return numbers, pl.Series(operators, dtype=pl.String).gather(pl.Series(present))

    def ibans(self, rng: Rng, rows: int) -> pl.Series:
        """Return IBANs of one bank, some with wrong check digits."""
        banks = [row["code"] for row in rulebook.load().table("banks")]
        made = ibans(rng.integers(10**12, 10**15, rows), banks[rng.integers(0, len(banks))])
        wrong = pl.Series(rng.random(rows) < self.world.bad_check)
        return (made.str.head(12) + text(rng.integers(0, 10**12, rows), 12)).zip_with(wrong, made)

    def imeis(self, rng: Rng, rows: int) -> pl.Series:
        """Return IMEIs of 15 digits: one of 150 types of device, a serial, the Luhn digit."""
        types = rng.integers(35_000_000, 36_999_999, 150)
        numbers = with_luhn(types[pick(rng, zipf(150, 0.8), rows)] * 10**6 + rng.integers(0, 10**6, rows), 14)
        numbers[rng.random(rows) < self.world.bad_check] //= 10
        return text(numbers, 15)


def _seconds(numbers: Ints) -> Ints:
    """Return the indices of numbers that repeat an earlier one."""
    first = np.zeros(len(numbers), dtype=bool)
    first[np.unique(numbers, return_index=True)[1]] = True
    return np.flatnonzero(~first)
