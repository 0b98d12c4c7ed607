"""Count persons and records by dump, by pair of dumps, and by kinds of data: exactly, in bounded memory.

Records are partitioned by the person's token; a person is in one partition with all records, so partitions are counted
one after the other and added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from triage.core.people import RECORD
from triage.people.conflicts import BY_MOBILE, BY_PERSON, Conflicts
from triage.people.facts import COLUMNS, Asked, Facts, together
from triage.people.persons import PERSON, Records, attach, with_person

if TYPE_CHECKING:
    from numpy.typing import NDArray

PART_ROWS = 1_500_000
"""Records per partition: the most that is held in memory at once."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Distinct things by pair of dumps: `shared[a, b]` are in both, `shared[a, a]` in a; `only[a]` in no other.

    `sets` counts them by the set of dumps that hold them.
    """

    shared: NDArray[np.int64]
    only: NDArray[np.int64]
    distinct: int
    sets: Counter[tuple[int, ...]] = field(default_factory=Counter)


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
    known = attach(records)
    shelf = parted(max(1, -(-extent.rows // PART_ROWS)))
    nameless = np.zeros(extent.dumps, np.int64)
    for frame in records():
        told = with_person(frame, known)
        some = told.filter(pl.col(PERSON).is_null()).group_by("dump").len()
        np.add.at(nameless, some["dump"].to_numpy(), some["len"].to_numpy())
        columns = list(dict.fromkeys((PERSON, "dump", *COLUMNS, *BY_PERSON)))
        shelf.lay(PERSON, told.filter(pl.col(PERSON).is_not_null()).select(columns))
        shelf.lay(RECORD, told.filter(pl.col(RECORD).is_not_null()).select(RECORD, "dump"))
        shelf.lay("mobile", told.drop_nulls(["mobile", "cnic"]).select(BY_MOBILE))
    persons, whole = _Adding(extent.dumps), _Adding(extent.dumps)
    facts, contradicted = Facts(), Conflicts()
    for part in shelf.parts(PERSON):
        each = by_dump = part.group_by(_told_apart(part, PERSON)).agg(together())
        if "dump" in by_dump.columns:
            each = by_dump.group_by(PERSON).agg(together())
        else:
            by_dump = by_dump.with_columns(pl.lit(part["dump"][0], pl.UInt32).alias("dump"))
        persons.add(by_dump, PERSON)
        facts.add(each, extent.asked)
        contradicted.add_names(part, PERSON)
    for part in shelf.parts(RECORD):
        whole.add(part.unique(_told_apart(part, RECORD)), RECORD)
    for part in shelf.parts("mobile"):
        contradicted.add_cards(part)
    return Counts(persons.overlap(), whole.overlap(), facts, contradicted, dict(known.conflicts), nameless)


def _told_apart(part: pl.DataFrame, name: str) -> list[str]:
    """Return the columns that distinguish the rows of a part: the dump only if there are several."""
    return [name] if part["dump"].n_unique() == 1 else [name, "dump"]


class Parts:
    """Partitions in memory: the rows of a frame are partitioned by the range of their token."""

    def __init__(self, parts: int) -> None:
        self._parts = parts
        self._kept: dict[tuple[str, int], list[Any]] = {}

    def lay(self, name: str, frame: pl.DataFrame) -> None:
        """Store rows, partitioned by the column of this name."""
        whole = {0: frame} if self._parts == 1 else _by_part(frame, name, self._parts)
        for number, some in whole.items():
            if some.height:
                self._kept.setdefault((name, number), []).append(self.put(some))

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """Yield the partitions that were stored by this column, and remove them."""
        for number in range(self._parts):
            if kept := self._kept.pop((name, number), None):
                yield pl.concat([self.take(each) for each in kept])

    def put(self, frame: pl.DataFrame) -> Any:
        """Return what is stored for a frame."""
        return frame

    def take(self, kept: Any) -> pl.DataFrame:
        """Return the stored frame."""
        frame: pl.DataFrame = kept
        return frame


def _by_part(frame: pl.DataFrame, name: str, parts: int) -> dict[int, pl.DataFrame]:
    part = (pl.col(name) // pl.lit(-(-(2**128) // parts), pl.UInt128)).cast(pl.UInt32)
    each = frame.with_columns(part.alias(".part")).partition_by(".part", as_dict=True, include_key=False)
    return {int(number): some for (number,), some in each.items()}


class _Adding:
    """Adds up the overlaps of all partitions."""

    def __init__(self, dumps: int) -> None:
        self._shared = np.zeros((dumps, dumps), np.int64)
        self._only = np.zeros(dumps, np.int64)
        self._distinct = 0
        self._sets: Counter[tuple[int, ...]] = Counter()

    def add(self, pairs: pl.DataFrame, name: str) -> None:
        """Add a partition: distinct pairs of a token and a dump."""
        dumps = len(self._only)
        if dumps == 1:
            self._distinct += pairs.height
            self._shared += pairs.height
            self._only += pairs.height
            self._sets[(0,)] += pairs.height
            return
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - half a second of imports, only where dumps are compared

        ranked = pairs.select(pl.col(name).rank("dense").alias("thing") - 1, "dump", pl.len().over(name).alias("dumps"))
        thing, dump = (ranked[each].to_numpy().astype(np.int64) for each in ("thing", "dump"))
        distinct = int(thing.max()) + 1 if len(thing) else 0
        held = csr_matrix((np.ones(len(thing), np.int64), (thing, dump)), shape=(distinct, dumps))
        self._shared += (held.T @ held).toarray()
        alone = ranked.filter(pl.col("dumps") == 1)["dump"].to_numpy().astype(np.int64)
        self._only += np.bincount(alone, minlength=dumps)
        self._distinct += distinct
        # A sum of these tells a set of dumps from any other; two sets have one sum once in 2**62 pairs.
        weights = np.random.default_rng(0).integers(1 << 62, size=dumps)
        _, firsts, counts = np.unique(held @ weights, return_index=True, return_counts=True)
        for first, count in zip(firsts.tolist(), counts.tolist(), strict=True):
            self._sets[tuple(sorted(held.indices[held.indptr[first] : held.indptr[first + 1]].tolist()))] += count

    def overlap(self) -> Overlap:
        """Return the sum."""
        return Overlap(self._shared, self._only, self._distinct, self._sets)
