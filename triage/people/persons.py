"""Which person a record is of, exactly, by its identifiers alone.

A CNIC is a person, and two CNICs are never one. An old NIC or a passport is the person of the only CNIC it was seen
with, else a person of its own. A record without any of these is of the only person whom its mobile number, e-mail
address and IBAN were seen with; if they were seen with several, or with nobody, its surest one stands for a person
of its own. What was seen with several persons joins nobody: it is counted as a conflict. Records with a name and no
number are nobody's here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from triage.core.people import FIELDS, PRIMARY

Records = Callable[[], Iterator[pl.DataFrame]]
"""Gives the records of a case, again and again: frames with the columns of `FIELDS`."""

PERSON = "person"
_SECONDARY = FIELDS[len(PRIMARY) :]


@dataclass(frozen=True, slots=True)
class Attached:
    """Whom identifiers stand for: by field a frame of the field and `person`. `conflicts` stand for several."""

    by_field: Mapping[str, pl.DataFrame]
    conflicts: Mapping[str, int]


def attach(records: Records) -> Attached:
    """Return whom those identifiers stand for by which records without a surer one are told.

    Memory grows with the number of these, 32 bytes each, and not with the records.
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
    """Return the distinct identifiers of records that have no CNIC, or of secondary ones no primary, by field."""
    parts: dict[str, list[pl.DataFrame]] = {field: [pl.DataFrame(schema={field: pl.UInt128})] for field in FIELDS}
    for frame in records():
        for field in FIELDS[1:]:
            surer = FIELDS[:1] if field in PRIMARY else PRIMARY
            lone = frame.filter(pl.col(field).is_not_null() & pl.all_horizontal(pl.col(surer).is_null()))
            parts[field].append(lone.select(field).unique())
    return {field: pl.concat(frames).unique() for field, frames in parts.items()}


def _seen_with(frame: pl.DataFrame, field: str, wanted: pl.DataFrame, known: Attached) -> pl.DataFrame:
    """Return the wanted values of a field with the persons of the records in which a surer identifier is too."""
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
    """Return the one person for whom these fields stand; null if they stand for nobody, or for several."""
    first = pl.coalesce(f"{field}.{PERSON}" for field in fields)
    others = [pl.col(f"{field}.{PERSON}").is_null() | (pl.col(f"{field}.{PERSON}") == first) for field in fields]
    return pl.when(pl.all_horizontal(others)).then(first)
