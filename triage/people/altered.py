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

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from triage.core.described import ADDRESS, BORN, FATHER, NAME, NETWORK
from triage.people.groups import Groups
from triage.people.persons import Records

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
class Codes:
    """The codes (0300 ...) of mobile numbers in two dumps with the same people.

    `kept` is the share of other numbers that have the code of the number they replace, `by_chance` is the share of
    unrelated numbers that would, and `mix` is how alike both dumps use codes: 0 = none in common, 1 = the same shares.
    """

    kept: float = 0.0
    by_chance: float = 0.0
    mix: float = 0.0


@dataclass(frozen=True, slots=True)
class Altered:
    """The differences between two dumps with the same people.

    `linked` is the share of the smaller that is described in the larger, beyond chance; `rows` of its `of` records have
    another number there, a share of `share`; `fields` counts them by field. `codes` is about the mobile numbers, and
    `women` the share of women among the cards of each, in the order of the pair.
    """

    by: str
    linked: float
    rows: int
    of: int
    fields: dict[str, int]
    codes: Codes = Codes()
    women: tuple[float, float] = (0.5, 0.5)

    @property
    def share(self) -> float:
        """The share of the records of the smaller dump that have another number in the larger."""
        return self.rows / self.of if self.of else 0.0


_SEX = "is_woman"

_COMMON = 1_000
"""Records of one name in one dump from which a name describes nobody in particular, and is left out of a sample."""

_COLUMNS = (NAME, FATHER, ADDRESS, *NUMBERS, BORN, NETWORK, _SEX)


def altered(records: Records, rows: int) -> dict[Pair, Altered]:
    """Return, for each pair of dumps with the same people under other numbers, how many, by the best description.

    `records` are those of `triage.people.counting.count`; `rows` is how many there are.
    """
    kept, times = _sample(records, -(-rows // MOST_ROWS))
    sizes: dict[int, int] = dict(kept.group_by("dump").len().iter_rows())
    if len(sizes) < 2:
        return {}
    codes, women = _codes(kept), _women(kept)
    found: dict[Pair, Altered] = {}
    for by, fields in DESCRIPTIONS.items():
        for pair, told in _by_description(kept, by, fields, sizes):
            if pair not in found or told.linked * told.share > found[pair].linked * found[pair].share + 0.05:
                found[pair] = told
    return {
        (one, other): replace(_scaled(each, times, codes.get((one, other), Codes())), women=(women[one], women[other]))
        for (one, other), each in sorted(found.items())
        if each.share >= LEAST_ALTERED
    }


def _scaled(told: Altered, times: float, codes: Codes) -> Altered:
    fields = {name: round(count * times) for name, count in told.fields.items()}
    return replace(
        told,
        rows=round(told.rows * times),
        of=round(told.of * times),
        fields=fields,
        codes=replace(codes, kept=told.codes.kept),
    )


def _women(kept: pl.DataFrame) -> dict[int, float]:
    """Return the share of women among the cards of each dump; half of them where none is known."""
    shares = kept.group_by("dump").agg(pl.col(_SEX).filter(pl.col("cnic").is_not_null()).mean().fill_null(0.5))
    return dict(shares.iter_rows())


def _codes(kept: pl.DataFrame) -> dict[Pair, Codes]:
    """Return how alike each pair of dumps uses the codes of mobile numbers."""
    shares = (
        kept.drop_nulls(NETWORK)
        .group_by("dump", NETWORK)
        .len()
        .select("dump", NETWORK, (pl.col("len") / pl.col("len").sum().over("dump")).alias("share"))
    )
    both = shares.join(shares, on=NETWORK, suffix=".other").filter(pl.col("dump") < pl.col("dump.other"))
    alike = both.group_by("dump", "dump.other").agg(
        (pl.col("share") * pl.col("share.other")).sum().alias("chance"),
        pl.min_horizontal("share", "share.other").sum().alias("mix"),
    )
    return {(one, other): Codes(0.0, chance, mix) for one, other, chance, mix in alike.iter_rows()}


def _sample(records: Records, every: int) -> tuple[pl.DataFrame, float]:
    """Return the compared columns of the records of one in `every` names, and how many records each stands for."""
    numbers = [(pl.col(name) % pl.lit(2**64, pl.UInt128)).cast(pl.UInt64) for name in NUMBERS]
    columns = [pl.col("dump", NAME, FATHER, ADDRESS), *numbers, pl.col(BORN, NETWORK, _SEX)]
    kept: list[pl.DataFrame] = []
    common = pl.Series(NAME, [], pl.UInt64)
    named = height = 0
    for frame in records(("dump", *_COLUMNS)):
        named += frame.height - frame[NAME].null_count()
        wanted = pl.col(NAME).is_not_null() & (pl.col(NAME) % max(every, 1) == 0)
        some = frame.filter(wanted & pl.col(NAME).is_in(common.implode()).not_()).select(columns)
        kept.append(some)
        height += some.height
        if height > 2 * MOST_ROWS:
            kept, common = _uncommon(kept, common)
            height = kept[0].height
    if every > 1:
        kept, _ = _uncommon(kept, common)
    if not kept:
        return pl.DataFrame(schema={"dump": pl.UInt32}), 1.0
    sample = pl.concat(kept)
    return _once(sample), named / max(sample.height, 1)


def _uncommon(kept: list[pl.DataFrame], common: pl.Series) -> tuple[list[pl.DataFrame], pl.Series]:
    """Return the records without those of common names, and the common names so far."""
    whole = pl.concat(kept)
    often = whole.group_by("dump", NAME).len().filter(pl.col("len") >= _COMMON)[NAME].unique()
    return [whole.filter(pl.col(NAME).is_in(often.implode()).not_())], pl.concat([common, often])


def _once(frame: pl.DataFrame) -> pl.DataFrame:
    """Return each record once: a list may hold one several times."""
    groups = Groups.by(frame.select(pl.struct(pl.all()).hash(0)).to_series())
    return frame[np.sort(groups.order[groups.begins])]


def _by_description(
    kept: pl.DataFrame, by: str, fields: tuple[str, ...], sizes: dict[int, int]
) -> Iterator[tuple[Pair, Altered]]:
    compared = [name for name in NUMBERS if name not in fields]
    whole = kept.filter(
        pl.all_horizontal(pl.col(fields).is_not_null()) & pl.any_horizontal(pl.col(compared).is_not_null())
    )
    if whole["dump"].n_unique() < 2:
        return
    told = whole.select("dump", pl.struct(fields).hash(0).alias("who"), *compared, ADDRESS, NETWORK, *_against(fields))
    groups = Groups.by(told.select(pl.struct("dump", "who").hash(0)).to_series())
    firsts, times = groups.order[groups.begins], groups.sizes()
    dumps, many = told["dump"].to_numpy(), max(sizes) + 1
    described = np.bincount(dumps, minlength=many)
    own, twice = (np.bincount(dumps[firsts[times == often]], minlength=many) for often in (1, 2))
    chance = 2.0 * twice / np.maximum(described, 1)
    for one, other, matched, differing, same_code, *counts in _matches(
        told[firsts[times == 1]], compared, _against(fields)
    ).iter_rows():
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
        share = min(1.0, linked * own[small] / sizes[small])
        mobiles = dict(zip(compared, counts, strict=True)).get("mobile", 0)
        yield (one, other), Altered(by, share, rows, sizes[small], named, Codes(same_code / max(mobiles, 1)))


def _against(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields that show two people where they differ: namesakes have other fathers and other births.

    A name with an address describes a person well enough: there a birth or a father may be altered too.
    """
    return () if ADDRESS in fields else tuple(name for name in (FATHER, BORN) if name not in fields)


def _matches(alone: pl.DataFrame, compared: list[str], against: tuple[str, ...]) -> pl.DataFrame:
    """Return for each pair of dumps how many people are in both, how many of these differ, and by which field.

    "same_code" counts people with another mobile number of the same code.
    """
    groups = Groups.by(alone["who"])
    sizes = np.repeat(groups.sizes(), groups.sizes())
    shared = alone[groups.order].with_columns(pl.Series("size", sizes)).filter(pl.col("size") > 1)
    # A person's records are neighbours: those one apart are compared, then those two apart, until none is left.
    pairs = []
    for step in range(1, int(sizes.max(initial=0))):
        shared = shared.filter(pl.col("size") > step)
        pairs.append(_pairs(shared, step, compared, against))
    names = ("matched", "differing", "same_code", *compared)
    schema = {"dump": pl.UInt32, "dump.other": pl.UInt32, **dict.fromkeys(names, pl.UInt32)}
    every = pl.concat(pairs or [pl.DataFrame(schema=schema)])
    return every.group_by("dump", "dump.other").agg(pl.col(names).sum()).sort("dump", "dump.other")


def _pairs(shared: pl.DataFrame, step: int, compared: list[str], against: tuple[str, ...]) -> pl.DataFrame:
    """Return the counts of `_matches` for records that are `step` rows apart.

    People have several e-mail addresses: another one counts only beside the same postal address.
    """
    left, right = shared[:-step], shared[step:].rename(lambda name: f"{name}.other")
    both = pl.concat([left, right], how="horizontal").filter(pl.col("who") == pl.col("who.other"))
    ends = pl.min_horizontal("dump", "dump.other"), pl.max_horizontal("dump", "dump.other").alias("dump.other")
    is_other = {name: pl.col(name).ne(pl.col(f"{name}.other")).fill_null(value=False) for name in (*compared, *against)}
    is_neighbour = pl.col(ADDRESS).eq(pl.col(f"{ADDRESS}.other")).fill_null(value=False)
    differs = [(is_other[name] & (is_neighbour if name == "email" else True)).alias(name) for name in compared]
    same_code = pl.col(NETWORK).eq(pl.col(f"{NETWORK}.other")).fill_null(value=False)
    kept = [is_other["mobile"] & same_code] if "mobile" in compared else [pl.lit(value=False)]
    seen = both.filter(*(is_other[name].not_() for name in against)).select(
        *ends, *differs, *(each.alias("same_code") for each in kept)
    )
    return seen.group_by("dump", "dump.other").agg(
        pl.len().alias("matched"),
        pl.any_horizontal(compared).sum().alias("differing"),
        pl.col("same_code").sum(),
        *(pl.col(name).sum() for name in compared),
    )
