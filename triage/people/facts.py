"""Count what is known of persons: minors, women, districts; each person once, whatever the dumps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from triage.core.described import AGE, AREA, BORN, PLACE
from triage.people.groups import Groups

GROWN_UP_YEARS = 18
"""Majority Act, 1875, section 3: https://pakistancode.gov.pk, read 2026-11-30."""

_ENDS = {"is_woman": np.maximum, BORN: np.maximum, AGE: np.minimum, AREA: np.minimum, PLACE: np.minimum}
"""Columns of which a person has the largest or the smallest value."""

COLUMNS = ("kinds", *_ENDS)
"""Columns of the records of a person that are used."""

_DISTRICT = 100
"""Divisor that leaves the first three of five digits, which give the district."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is needed to count facts: `day` on which somebody is a minor, null = ages are not counted.

    `districts` are by the first three digits of a CNIC, `special` are words for kinds of data that harm most.
    """

    day: date | None = None
    districts: Mapping[int, str] = field(default_factory=dict)
    special: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """Counts of persons by what is known of them. `by_kinds` is by the bits of the kinds of data in all dumps together.

    A person is a minor if any of his records states it. `by_district` is by the district of the CNIC, else by one that
    a record names; "" = unknown.
    """

    by_kinds: Counter[int] = field(default_factory=Counter)
    women: int = 0
    of_known_sex: int = 0
    minors: int = 0
    of_known_age: int = 0
    by_district: Counter[str] = field(default_factory=Counter)

    def add(self, each: pl.DataFrame, asked: Asked) -> None:
        """Add some persons, one row each, with what their records state together."""
        self.by_kinds.update(dict(each["kinds"].value_counts().iter_rows()))
        self.women += int(each["is_woman"].sum())
        self.of_known_sex += each.height - each["is_woman"].null_count()
        if asked.day:
            minor = each.select(_is_minor(asked.day)).to_series()
            self.minors += int(minor.sum())
            self.of_known_age += each.height - minor.null_count()
        of_code = (pl.col(AREA) // _DISTRICT).replace_strict(asked.districts, default=None, return_dtype=pl.String)
        district = each.select(pl.coalesce(of_code, PLACE, pl.lit("")).alias("district")).to_series()
        self.by_district.update(dict(district.value_counts().iter_rows()))


def together(part: pl.DataFrame, groups: Groups) -> pl.DataFrame:
    """Return a row for each person, which combines all records: the youngest birth, the least age ..."""
    kinds = groups.reduced(part["kinds"].fill_null(0).to_numpy(), np.bitwise_or)
    return pl.DataFrame([pl.Series("kinds", kinds), *(groups.end(part[name], how) for name, how in _ENDS.items())])


def _is_minor(day: date) -> pl.Expr:
    is_leap_day = (day.month, day.day) == (2, 29)
    grown_up = day.replace(year=day.year - GROWN_UP_YEARS, day=28 if is_leap_day else day.day)
    by_birth = pl.when(pl.col(BORN) <= pl.lit(day)).then(pl.col(BORN) > pl.lit(grown_up))
    return pl.coalesce(by_birth | (pl.col(AGE) < GROWN_UP_YEARS).fill_null(value=False), pl.col(AGE) < GROWN_UP_YEARS)
