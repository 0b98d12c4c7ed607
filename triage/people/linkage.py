"""Match records with a name and no number across dumps, by splink: who may be whom, and how surely.

Such records are of nobody in the exact count of persons, and this changes nothing there: what is found is reported
apart. Compared are hashes of the name, the father and the address as they are written, the day of birth and the
district; a field that one of both lacks says nothing. A match needs a name with a father, a birth or an address in
common, because a name alone is that of thousands.

The model is that of Fellegi and Sunter. How often unrelated records agree is counted, value by value; how often the
same person's do is a judgement (`AGREES`): seized lists have no labels to learn it from.

Reference: Fellegi and Sunter, "A theory for record linkage", 1969; Linacre et al., "Splink", IJPDS 7:3, 2022.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from triage.core.described import ADDRESS, BORN, FATHER, NAME, PLACE
from triage.core.errors import UsageError
from triage.core.people import FIELDS
from triage.people.persons import Records

if TYPE_CHECKING:
    import splink

COMPARED = (NAME, FATHER, ADDRESS, BORN, PLACE)
WITH = (FATHER, BORN, ADDRESS)
"""Fields of which one must be in common beside the name."""

AGREES = 0.95
"""Share of pairs of one person's records that agree in a field that both have: the others are written otherwise."""

LEAST = 0.95
"""Smallest probability of a match that is reported."""

MOST_ROWS = 300_000
"""Most records compared at once; of more, those of some names are compared, and the counts are scaled."""

_ANY_NUMBER = "has_number"
_MISSING = "matching names needs an extra: pip install 'leak-triage[linkage]'"
_SETTINGS = {"temp_directory": "", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""Settings with which DuckDB writes no file and loads nothing."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Records without a number of the dump `of` that are likely of people of the dump `among`.

    `rows` of its distinct `records` with a name, something of `WITH` and no number; `with_number` of these are there
    beside a number. `is_scaled` if only some names were compared.
    """

    of: int
    among: int
    records: int
    rows: int
    with_number: int
    is_scaled: bool = False


def check() -> None:
    """Raise `UsageError` if splink is not installed."""
    try:
        import duckdb  # noqa: F401, PLC0415 - an extra
        import splink  # noqa: F401, PLC0415
    except ImportError as error:
        raise UsageError(_MISSING) from error


def linked(records: Records, rows: int) -> list[Linked]:
    """Return, for pairs of dumps, how many records without a number of the one are likely of people of the other."""
    every = -(-max(rows, 1) // MOST_ROWS)
    named = _named(records, every)
    bare = named.filter(pl.col(_ANY_NUMBER).not_())
    if not bare.height or named["dump"].n_unique() < 2:
        return []
    # A name that no record without a number has cannot match one.
    of_names = named.filter(pl.col(NAME).is_in(bare[NAME].implode())).with_row_index("unique_id")
    pairs = _pairs(of_names)
    both = pl.concat([_directed(pairs, "l", "r"), _directed(pairs, "r", "l")])
    best = both.filter(pl.col("bare")).group_by("id", "of", "among").agg(pl.col("with_number").any())
    counted = best.group_by("of", "among").agg(pl.len().alias("rows"), pl.col("with_number").sum())
    sizes = dict(bare.group_by("dump").len().iter_rows())
    return [
        Linked(of, among, sizes[of] * every, found * every, numbered * every, is_scaled=every > 1)
        for of, among, found, numbered in counted.sort("of", "among").iter_rows()
    ]


def _named(records: Records, every: int) -> pl.DataFrame:
    """Return the named records of one in `every` names that have something beside the name."""
    number = pl.any_horizontal(pl.col(FIELDS).is_not_null()).alias(_ANY_NUMBER)
    wanted = pl.col(NAME).is_not_null() & (pl.col(NAME) % every == 0) & pl.any_horizontal(pl.col(WITH).is_not_null())
    columns, compared = ("dump", *FIELDS, *COMPARED), [pl.col(name).cast(kind) for name, kind in _TYPES.items()]
    empty = pl.DataFrame(schema={"dump": pl.UInt32, **_TYPES, _ANY_NUMBER: pl.Boolean})
    some = (each.filter(wanted).select("dump", *compared, number) for each in records(columns))
    return pl.concat([empty, *some]).unique(maintain_order=True)


_TYPES = pl.Schema({NAME: pl.UInt64, FATHER: pl.UInt64, ADDRESS: pl.UInt64, BORN: pl.Date, PLACE: pl.String})


def _directed(pairs: pl.DataFrame, one: str, other: str) -> pl.DataFrame:
    return pairs.select(
        pl.col(f"unique_id_{one}").alias("id"),
        pl.col(f"dump_{one}").alias("of"),
        pl.col(f"dump_{other}").alias("among"),
        pl.col(f"{_ANY_NUMBER}_{one}").not_().alias("bare"),
        pl.col(f"{_ANY_NUMBER}_{other}").alias("with_number"),
    )


def _pairs(named: pl.DataFrame) -> pl.DataFrame:
    """Return the likely pairs of records of two dumps, one of them at least without a number."""
    import duckdb  # noqa: PLC0415 - an extra
    import splink  # noqa: PLC0415

    check()
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:", config=dict(_SETTINGS)) as base:
        api = splink.DuckDBAPI(connection=base)
        linker = splink.Linker(api.register(named.to_arrow()), _settings(named), log_level=logging.ERROR)
        found = linker.inference.predict(threshold_match_probability=LEAST)
        told = pl.DataFrame(found.as_pyarrow_table())  # type: ignore[no-untyped-call]
    return told.cast({"dump_l": pl.UInt32, "dump_r": pl.UInt32})


def _settings(named: pl.DataFrame) -> splink.SettingsCreator:
    """Return the model: a record has about one counterpart among those of the largest dump."""
    import splink  # noqa: PLC0415 - an extra

    largest = int(named.group_by("dump").len()["len"].max() or 1)  # type: ignore[arg-type]
    apart = f"l.dump <> r.dump and not (l.{_ANY_NUMBER} and r.{_ANY_NUMBER}) and l.{NAME} = r.{NAME}"
    rules = [{"blocking_rule": f"{apart} and l.{field} = r.{field}"} for field in WITH]
    return splink.SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=1 / (largest + 1),
        comparisons=list(_comparisons(named)),
        blocking_rules_to_generate_predictions=[*rules],
        additional_columns_to_retain=["dump", _ANY_NUMBER],
    )


def _comparisons(named: pl.DataFrame) -> Iterator[Any]:
    """Yield how each field is compared: alike or not, a rare value for more than a frequent one."""
    from splink import comparison_library  # noqa: PLC0415 - an extra

    for field in COMPARED:
        counts = named[field].drop_nulls().value_counts()["count"]
        total = int(counts.sum())
        if not total:
            continue
        by_chance = min(float((counts / total).pow(2).sum()), 0.5)
        yield comparison_library.ExactMatch(field).configure(
            m_probabilities=[AGREES, 1 - AGREES],
            u_probabilities=[by_chance, 1 - by_chance],
            term_frequency_adjustments=True,
        )
