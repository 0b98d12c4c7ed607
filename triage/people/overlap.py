"""Count things by the set of dumps that hold them, exactly, however many dumps there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from triage.people.groups import Groups

_WORD = 64
"""Dumps whose bits fit into one number."""

_AT_ONCE = 4_000_000
"""Pairs of dumps that are added up at once."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Distinct things by pair of dumps: `shared[a, b]` are in both, `shared[a, a]` in a; `only[a]` in no other.

    `sets` counts them by the set of dumps that hold them.
    """

    shared: NDArray[np.int64]
    only: NDArray[np.int64]
    distinct: int
    sets: Counter[tuple[int, ...]] = field(default_factory=Counter)


class Overlaps:
    """Adds up the overlaps of parts that have no token in common."""

    def __init__(self, dumps: int) -> None:
        self._dumps = dumps
        self._sets: Counter[tuple[int, ...]] = Counter()
        # One number tells all sets of up to 64 dumps apart; beyond, two sets are one number once in 2**63 pairs.
        self._salts = _mixed(np.arange(1, 1 + -(-dumps // _WORD), dtype=np.uint64))

    def add(self, dumps: pl.Series, groups: Groups) -> None:
        """Add the rows of a part: the dump of each, grouped by token."""
        held = dumps.to_numpy().astype(np.uint64)
        marks = pl.DataFrame({"mark": self._marks(held, groups)}).with_row_index("group")
        kinds = marks.group_by("mark").agg(pl.col("group").first(), pl.len().alias("count"))
        ends = np.append(groups.begins, len(groups.order))
        for group, count in kinds.select("group", "count").iter_rows():
            rows = groups.order[ends[group] : ends[group + 1]]
            self._sets[tuple(np.unique(held[rows]).tolist())] += count

    def _marks(self, held: NDArray[np.uint64], groups: Groups) -> NDArray[np.uint64]:
        """Return a number for each group that is equal for equal sets of dumps, and differs for others."""
        bits = np.uint64(1) << (held % np.uint64(_WORD))
        if len(self._salts) < 2:
            return groups.reduced(bits, np.bitwise_or)
        word, marks = held // np.uint64(_WORD), np.zeros(len(groups), np.uint64)
        for number, salt in enumerate(self._salts):
            marks += _mixed(groups.reduced(np.where(word == number, bits, np.uint64(0)), np.bitwise_or) ^ salt)
        return marks

    def overlap(self) -> Overlap:
        """Return the sum."""
        shared = np.zeros((self._dumps, self._dumps), np.int64)
        only = np.zeros(self._dumps, np.int64)
        for size, sets in groupby(sorted(self._sets, key=len), key=len):
            members = np.array(list(sets), np.int64)
            counts = np.array([self._sets[tuple(each)] for each in members.tolist()], np.int64)
            if size == 1:
                only[members[:, 0]] = counts
            step = max(1, _AT_ONCE // size**2)
            for at in range(0, len(members), step):
                some = members[at : at + step]
                np.add.at(shared, (some[:, :, None], some[:, None, :]), counts[at : at + step, None, None])
        return Overlap(shared, only, self._sets.total(), self._sets)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers whose bits depend on all bits of the given ones: the last steps of SplitMix64.

    Reference: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    """
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))
