"""Count persons and records by dump, by pair of dumps, and by kinds of data: exactly, in bounded memory.

Records are partitioned by the person's token; a person is in one partition with all records, so partitions are counted
one after the other and added up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from triage.core.people import FIELDS, RECORD
from triage.people.conflicts import BY_MOBILE, BY_PERSON, Conflicts
from triage.people.facts import COLUMNS, Asked, Facts, together
from triage.people.groups import Groups
from triage.people.overlap import Overlap, Overlaps
from triage.people.parts import PART_ROWS, Parts
from triage.people.persons import PERSON, Records, attach, with_person

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OF_PERSON = tuple(dict.fromkeys((PERSON, "dump", *COLUMNS, *BY_PERSON)))
_READ = tuple(dict.fromkeys((*FIELDS, RECORD, "dump", *COLUMNS, *BY_PERSON, *BY_MOBILE)))
"""Columns of records that are counted by person, and all that are read."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a case; dumps are numbered from 0.

    `conflicts` counts, by field, identifiers that were seen with several persons and so joined none; `contradicted` are
    numbers with several names or cards. `nameless` counts records without any number, by dump.
    """

    persons: Overlap
    records: Overlap
    facts: Facts = field(default_factory=Facts)
    contradicted: Conflicts = field(default_factory=Conflicts)
    conflicts: dict[str, int] = field(default_factory=dict)
    nameless: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Extent:
    """The number of dumps and records that are counted, and what is needed to count minors and districts."""

    dumps: int
    rows: int
    asked: Asked = field(default_factory=Asked)


def count(records: Records, extent: Extent, parted: Callable[[int], Parts]) -> Counts:
    """Return the counts of persons and records of some dumps.

    `records` have `dump` (UInt32) and the columns of `Identities`. `parted` returns storage for a number of partitions.
    """
    shelf = parted(max(1, -(-extent.rows // PART_ROWS)))
    known = attach(records, shelf)
    nameless = np.zeros(extent.dumps, np.int64)
    for frame in records(_READ):
        told = with_person(frame, known)
        nobodys = told["dump"].filter(told[PERSON].is_null())
        nameless += np.bincount(nobodys.to_numpy(), minlength=extent.dumps)
        shelf.lay(PERSON, _with(told, PERSON, _OF_PERSON))
        shelf.lay(RECORD, _with(told, RECORD, (RECORD, "dump")))
        shelf.lay("mobile", told.select(BY_MOBILE).drop_nulls(["mobile", "cnic"]))
    persons, whole = Overlaps(extent.dumps), Overlaps(extent.dumps)
    facts, contradicted = Facts(), Conflicts()
    for part in shelf.parts(PERSON):
        groups = Groups.by(part[PERSON])
        persons.add(part["dump"], groups)
        facts.add(together(part, groups), extent.asked)
        contradicted.add_names(part, groups)
        contradicted.add_sims(part, groups)
    for part in shelf.parts(RECORD):
        whole.add(part["dump"], Groups.by(part[RECORD]))
    for part in shelf.parts("mobile"):
        contradicted.add_cards(part)
    return Counts(persons.overlap(), whole.overlap(), facts, contradicted, dict(known.conflicts), nameless)


def _with(frame: pl.DataFrame, name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return some columns of the rows that have a value in the column of this name."""
    some = frame.select(columns)
    return some.drop_nulls(name) if some[name].null_count() else some
