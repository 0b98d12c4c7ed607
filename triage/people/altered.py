"""Find altered copies: dumps that hold the same people, described in the same words, under other numbers.

Records are compared field by field: a person with the same description in two dumps, unique in each (by name, father
and birth; by name and address ...), is the same row of both, and a card, mobile number, e-mail address or IBAN that is
in both and differs was altered in one of them. The files cannot show which of the two is the altered one.

How many would have the same description by chance is estimated from the namesakes inside each dump: a record of the
same population is of somebody whom a dump describes once with the probability 2 * n2 / n, of n descriptions of which n2
occur twice.

Reference: Good, "The population frequencies of species and the estimation of population parameters", 1953.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from triage.core.described import ADDRESS, BORN, FATHER, NAME

Pair = tuple[int, int]

DESCRIPTIONS = {
    "name, father and birth": (NAME, FATHER, BORN),
    "name, father and address": (NAME, FATHER, ADDRESS),
    "name and birth": (NAME, BORN),
    "name and address": (NAME, ADDRESS),
    "name and father": (NAME, FATHER),
    "name and CNIC": (NAME, "cnic"),
    "name and mobile number": (NAME, "mobile"),
    "name": (NAME,),
}
"""Sets of fields that may describe a person, the surest first."""

NUMBERS = ("cnic", "mobile", "email", "iban")
"""Fields that may be altered beside the description."""

MOST_ROWS = 500_000
"""Most records that are compared at once; of more, those of some names are compared, and the counts are scaled."""

LEAST_LINKED = 0.5
"""Share of the smaller dump, beyond chance, from which two dumps hold the same people."""

LEAST_ROWS = 10
"""Fewest people beyond chance from which two dumps are compared."""

LEAST_ALTERED = 0.02
"""Smallest reported share of rows with other numbers: numbers are corrected, and typed wrongly."""


@dataclass(frozen=True, slots=True)
class Altered:
    """The differences between two dumps with the same people.

    `linked` is the share of the smaller that is described in the larger, beyond chance; `rows` of its `of` records have
    another number there, a share of `share`; `fields` counts them by field.
    """

    by: str
    linked: float
    rows: int
    of: int
    fields: dict[str, int]

    @property
    def share(self) -> float:
        """The share of the records of the smaller dump that have another number in the larger."""
        return self.rows / self.of if self.of else 0.0


def altered(records: Callable[[], Iterator[pl.DataFrame]], rows: int) -> dict[Pair, Altered]:
    """Return, for each pair of dumps with the same people under other numbers, how many, by the best description.

    `records` are those of `triage.people.counting.count`; `rows` is how many there are.
    """
    every = -(-rows // MOST_ROWS) if rows else 1
    kept = pl.concat([_asked(frame, every) for frame in records()] or [_asked(pl.DataFrame(), 1)])
    sizes: dict[int, int] = dict(kept.group_by("dump").len().iter_rows())
    if len(sizes) < 2:
        return {}
    found: dict[Pair, Altered] = {}
    for by, fields in DESCRIPTIONS.items():
        for pair, told in _by_description(kept, by, fields, sizes):
            if pair not in found or told.linked * told.share > found[pair].linked * found[pair].share + 0.05:
                found[pair] = told
    return {
        pair: Altered(each.by, each.linked, each.rows * every, each.of * every, _times(each.fields, every))
        for pair, each in sorted(found.items())
        if each.share >= LEAST_ALTERED
    }


def _times(fields: dict[str, int], every: int) -> dict[str, int]:
    return {name: count * every for name, count in fields.items()}


def _asked(frame: pl.DataFrame, every: int) -> pl.DataFrame:
    """Return the compared columns of some records: one in `every` names, each record once."""
    schema = {"dump": pl.UInt32, **dict.fromkeys((NAME, FATHER, ADDRESS, *NUMBERS), pl.UInt64), BORN: pl.Date}
    if not frame.width:
        return pl.DataFrame(schema=schema)
    half = pl.lit(2**64, pl.UInt128)
    some = frame.filter(pl.col(NAME).is_not_null() & (pl.col(NAME) % every == 0))
    return some.select(
        "dump", NAME, FATHER, ADDRESS, *((pl.col(name) % half).cast(pl.UInt64) for name in NUMBERS), BORN
    ).unique()


def _by_description(
    kept: pl.DataFrame, by: str, fields: tuple[str, ...], sizes: dict[int, int]
) -> Iterator[tuple[Pair, Altered]]:
    compared = [name for name in NUMBERS if name not in fields]
    whole = kept.filter(
        pl.all_horizontal(pl.col(fields).is_not_null()) & pl.any_horizontal(pl.col(compared).is_not_null())
    )
    if whole["dump"].n_unique() < 2:
        return
    told = whole.select("dump", pl.struct(fields).hash(0).alias("who"), *compared)
    times = told.group_by("dump", "who").len()
    chance = {
        dump: 2.0 * twice / size
        for dump, twice, size in times.group_by("dump")
        .agg((pl.col("len") == 2).sum().alias("twice"), pl.col("len").sum().alias("size"))
        .iter_rows()
    }
    alone = told.join(times.filter(pl.col("len") == 1), on=["dump", "who"], how="semi")
    own: dict[int, int] = dict(alone.group_by("dump").len().iter_rows())
    described: dict[int, int] = dict(told.group_by("dump").len().iter_rows())
    for one, other, matched, differing, *counts in _matches(alone, compared).iter_rows():
        small, large = (one, other) if sizes[one] <= sizes[other] else (other, one)
        by_chance = min(max(described[small] * chance[large], described[large] * chance[small]), own[small], matched)
        if matched - by_chance < LEAST_ROWS or own[small] < 2 or own[small] <= by_chance:
            continue
        linked = (matched - by_chance) / (own[small] - by_chance)
        if linked < LEAST_LINKED:
            continue
        sure = max(0.0, differing - (matched - linked * own[small])) / own[small]
        rows = round(sure * sizes[small])
        scale = rows / differing if differing else 0.0
        named = {name: round(count * scale) for name, count in zip(compared, counts, strict=True) if count}
        yield (one, other), Altered(by, min(1.0, linked * own[small] / sizes[small]), rows, sizes[small], named)


def _matches(alone: pl.DataFrame, compared: list[str]) -> pl.DataFrame:
    """Return for each pair of dumps how many people are in both, how many of these differ, and by which field."""
    shared = alone.filter(pl.len().over("who") > 1)
    both = shared.join(shared, on="who", suffix=".other").filter(pl.col("dump") < pl.col("dump.other"))
    differs = [(pl.col(name) != pl.col(f"{name}.other")).fill_null(value=False).alias(name) for name in compared]
    seen = both.select("dump", "dump.other", *differs)
    return (
        seen.group_by("dump", "dump.other", maintain_order=False)
        .agg(
            pl.len().alias("matched"),
            pl.any_horizontal(compared).sum().alias("differing"),
            *(pl.col(n).sum() for n in compared),
        )
        .sort("dump", "dump.other")
    )
