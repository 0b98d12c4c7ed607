"""Decide which person a record is about, exactly, by its identifiers alone.

A CNIC is a person, and two CNICs are never one. An old NIC or a passport is the person of the only CNIC it was seen
with, else a person of its own. A record without any of these is of the only person whom its mobile number, e-mail
address and IBAN were seen with; if they were seen with several, or with nobody, its most reliable one is a person of
its own. An identifier seen with several persons joins nobody and counts as a conflict. Records with a name and no
identifier are assigned to nobody here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from triage.core.people import FIELDS, PRIMARY

Records = Callable[[], Iterator[pl.DataFrame]]
"""Returns the records of a case anew at each call: frames with the columns of `FIELDS`."""

PERSON = "person"
_SECONDARY = FIELDS[len(PRIMARY) :]


@dataclass(frozen=True, slots=True)
class Attached:
    """The persons that identifiers belong to, by field: frames of the field and `person`; `conflicts` have several."""

    by_field: Mapping[str, pl.DataFrame]
    conflicts: Mapping[str, int]


def attach(records: Records) -> Attached:
    """Return the persons of identifiers in records that have no more reliable one.

    Memory grows with the number of these identifiers, 32 bytes each, not with the number of records.
    """
    wanted = _wanted(records)
    found: dict[str, pl.DataFrame] = {}
    conflicts: dict[str, int] = {}
    for level, field in enumerate(FIELDS):
        if level == 0 or not wanted[field].height:
            continue
        known = Attached(found, conflicts)
        seen = [_seen_with(frame, field, wanted[field], known) for frame in records()]
        pairs = pl.concat(seen).unique() if seen else pl.DataFrame()
        if not pairs.height:
            continue
        whose = pairs.group_by(field).agg(pl.len().alias("persons"), pl.col(PERSON).first())
        found[field] = whose.filter(pl.col("persons") == 1).select(field, PERSON)
        conflicts[field] = whose.filter(pl.col("persons") > 1).height
    return Attached(found, {field: count for field, count in conflicts.items() if count})


def _wanted(records: Records) -> dict[str, pl.DataFrame]:
    """Return, by field, the distinct identifiers of records without a CNIC (secondary fields: without a primary)."""
    parts: dict[str, list[pl.DataFrame]] = {field: [pl.DataFrame(schema={field: pl.UInt128})] for field in FIELDS}
    for frame in records():
        for field in FIELDS[1:]:
            surer = FIELDS[:1] if field in PRIMARY else PRIMARY
            lone = frame.filter(pl.col(field).is_not_null() & pl.all_horizontal(pl.col(surer).is_null()))
            parts[field].append(lone.select(field).unique())
    return {field: pl.concat(frames).unique() for field, frames in parts.items()}


def _seen_with(frame: pl.DataFrame, field: str, wanted: pl.DataFrame, known: Attached) -> pl.DataFrame:
    """Return the wanted values of a field with the persons of records that also have a more reliable identifier."""
    surer = FIELDS[: FIELDS.index(field)]
    both = frame.filter(pl.col(field).is_not_null() & pl.any_horizontal(pl.col(surer).is_not_null()))
    bare = both.join(wanted, on=field, how="semi").with_columns(pl.lit(None, pl.UInt128).alias(f".{field}"))
    lower = [pl.lit(None, pl.UInt128).alias(each) for each in FIELDS if each not in surer]
    told = with_person(bare.with_columns(pl.col(field).alias(f".{field}"), *lower), known)
    return told.select(pl.col(f".{field}").alias(field), PERSON).unique()


def with_person(frame: pl.DataFrame, known: Attached) -> pl.DataFrame:
    """Return the records with the token of their `person`; null if a record has no identifier."""
    sure = frame.filter(pl.col("cnic").is_not_null()).with_columns(pl.col("cnic").alias(PERSON))
    rest = frame.filter(pl.col("cnic").is_null())
    for field in FIELDS[1:]:
        whose = known.by_field.get(field)
        if whose is None:
            rest = rest.with_columns(pl.lit(None, pl.UInt128).alias(f"{field}.{PERSON}"))
        else:
            rest = rest.join(whose.rename({PERSON: f"{field}.{PERSON}"}), on=field, how="left")
    by_primary = pl.coalesce(_only(PRIMARY[1:]), *PRIMARY[1:])
    by_secondary = pl.coalesce(_only(_SECONDARY), *_SECONDARY)
    has_primary = pl.any_horizontal(pl.col(PRIMARY[1:]).is_not_null())
    person = pl.when(has_primary).then(by_primary).otherwise(by_secondary).alias(PERSON)
    return pl.concat([sure, rest.with_columns(person).select(sure.columns)])


def _only(fields: tuple[str, ...]) -> pl.Expr:
    """Return the one person of these fields; null if there is none, or several."""
    first = pl.coalesce(f"{field}.{PERSON}" for field in fields)
    others = [pl.col(f"{field}.{PERSON}").is_null() | (pl.col(f"{field}.{PERSON}") == first) for field in fields]
    return pl.when(pl.all_horizontal(others)).then(first)
