"""Decide which person a record is about, exactly, by its identifiers alone.

A CNIC is a person, and two CNICs are never one. An old NIC or a passport is the person of the only CNIC it was seen
with, else a person of its own. A record without any of these is of the only person whom its mobile number, e-mail
address and IBAN were seen with; if they were seen with several, or with nobody, its most reliable one is a person of
its own. An identifier seen with several persons joins nobody and counts as a conflict. Records with a name and no
identifier are assigned to nobody here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.people import FIELDS, PRIMARY
from triage.people.parts import Parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

Records = Callable[[Sequence[str]], Iterator[pl.DataFrame]]
"""Returns the records of a case anew at each call: frames that have at least the columns that are asked for."""

PERSON = "person"
_SECONDARY = FIELDS[len(PRIMARY) :]


_BITS = 26
"""First bits of a token by which identifiers that nobody asks for are passed over: a table of 64 MiB."""


@dataclass(frozen=True, slots=True)
class Attached:
    """The persons that identifiers belong to, by field: frames of the field, sorted, and `person`.

    `conflicts` counts, by field, identifiers that were seen with several persons.
    """

    by_field: Mapping[str, pl.DataFrame]
    conflicts: Mapping[str, int]


def attach(records: Records, shelf: Parts) -> Attached:
    """Return the persons of identifiers in records that have no more reliable one.

    Memory grows with the number of these identifiers that have a person, 32 bytes each, not with that of records.
    """
    bare: dict[str, _Asked] = {}
    for frame in records(FIELDS):
        for field, lone in _alone(frame.select(FIELDS)):
            bare.setdefault(field, _Asked()).add(lone)
            shelf.lay(f"bare {field}", lone.to_frame())
    found: dict[str, pl.DataFrame] = {}
    conflicts: dict[str, int] = {}
    for field in (each for each in FIELDS if each in bare):
        known = Attached(found, conflicts)
        for frame in records(FIELDS):
            shelf.lay(f"seen {field}", _seen_with(frame.select(FIELDS), field, bare[field], known))
        some = (_whose(*parts) for parts in shelf.together(f"seen {field}", f"bare {field}"))
        if kept := [each for each in some if each is not None]:
            whose = pl.concat(kept)
            found[field] = whose.drop_nulls()
            conflicts[field] = whose.height - found[field].height
    return Attached(found, {field: count for field, count in conflicts.items() if count})


class _Asked:
    """Identifiers whose person is asked for: a table by the tokens' first bits, so that few others are let through."""

    def __init__(self) -> None:
        self._marked = np.zeros(1 << _BITS, np.bool_)

    def add(self, values: pl.Series) -> None:
        """Ask for the person of some tokens, none of them null."""
        self._marked[_first_bits(values)] = True

    def among(self, values: pl.Series) -> pl.Series:
        """Return whether each token may be asked for; null is not."""
        return pl.Series(self._marked[_first_bits(values.fill_null(0))]) & values.is_not_null()


def _first_bits(values: pl.Series) -> NDArray[np.uint32]:
    bits = (pl.first() // pl.lit(2 ** (128 - _BITS), pl.UInt128)).cast(pl.UInt32)
    return values.to_frame().select(bits).to_series().to_numpy()


def _alone(frame: pl.DataFrame) -> Iterator[tuple[str, pl.Series]]:
    """Yield, by field, the identifiers of records without a CNIC (secondary fields: without a primary)."""
    lone = frame.filter(pl.col("cnic").is_null())
    for field in FIELDS[1:]:
        surer = FIELDS[:1] if field in PRIMARY else PRIMARY
        bare = lone.filter(pl.col(field).is_not_null() & pl.all_horizontal(pl.col(surer).is_null()))
        if bare.height:
            yield field, bare[field].unique()


def _seen_with(frame: pl.DataFrame, field: str, asked: _Asked, known: Attached) -> pl.DataFrame:
    """Return the asked values of a field with the persons of records that also have a more reliable identifier."""
    surer = FIELDS[: FIELDS.index(field)]
    both = frame.filter(asked.among(frame[field])).filter(pl.any_horizontal(pl.col(surer).is_not_null()))
    lower = [pl.lit(None, pl.UInt128).alias(each) for each in FIELDS if each not in surer]
    told = with_person(both.with_columns(pl.col(field).alias(".value"), *lower), known)
    return told.select(pl.col(".value").alias(field), PERSON).unique()


def _whose(seen: pl.DataFrame | None, asked: pl.DataFrame | None) -> pl.DataFrame | None:
    """Return the values that are asked for, sorted, each with its person; null if it was seen with several."""
    if seen is None or asked is None:
        return None
    field = asked.columns[0]
    pairs = seen.unique().join(asked, on=field, how="semi")
    alone = pl.when(pl.len() == 1).then(pl.col(PERSON).first()).alias(PERSON)
    return pairs.group_by(field).agg(alone).sort(field)


def with_person(frame: pl.DataFrame, known: Attached) -> pl.DataFrame:
    """Return the records with the token of their `person`; null if a record has no identifier."""
    if not frame["cnic"].null_count():
        return frame.with_columns(pl.col("cnic").alias(PERSON))
    is_sure = pl.col("cnic").is_not_null()
    sure = frame.filter(is_sure).with_columns(pl.col("cnic").alias(PERSON))
    rest = frame.filter(~is_sure)
    rest = rest.with_columns(_of(rest[field], known).alias(f"{field}.{PERSON}") for field in FIELDS[1:])
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


def _of(values: pl.Series, known: Attached) -> pl.Series:
    """Return the persons of identifiers of one field; null if unknown.

    They are searched in their order, one after the other: the places of a large table are then read once.
    """
    whose = known.by_field.get(values.name)
    if whose is None or not whose.height or values.null_count() == len(values):
        return pl.Series([None], dtype=pl.UInt128).new_from_index(0, len(values))
    order = values.arg_sort()
    ranked = values.gather(order)
    fields = whose[values.name]
    at = fields.search_sorted(ranked).clip(0, whose.height - 1)
    told = pl.DataFrame({"at": order, "value": ranked, "found": fields.gather(at), PERSON: whose[PERSON].gather(at)})
    is_there = (pl.col("value") == pl.col("found")).fill_null(value=False)
    return told.sort("at").select(pl.when(is_there).then(PERSON)).to_series()
