"""Overlaps are those of Python's sets, for one dump and for hundreds, in one part and in several."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.people.groups import Groups
from triage.people.overlap import Overlaps


@pytest.mark.parametrize("dumps", [1, 3, 64, 65, 200])
@given(data=st.data())
def test_overlaps_are_those_of_sets(dumps: int, data: st.DataObject) -> None:
    # Dumps 63, 127 and 128 are at the ends of a number's bits.
    held = st.sampled_from(sorted({0, min(63, dumps - 1), min(127, dumps - 1), min(128, dumps - 1), dumps - 1}))
    rows = data.draw(st.lists(st.tuples(st.integers(0, 5), held), max_size=20))
    overlaps = Overlaps(dumps)
    for part in (0, 1):
        some = [row for row in rows if row[0] % 2 == part]
        frame = pl.DataFrame(some, {"token": pl.UInt128, "dump": pl.UInt32}, orient="row")
        overlaps.add(frame["dump"], Groups.by(frame["token"]))
    told = overlaps.overlap()
    sets = {dump: {thing for thing, of in rows if of == dump} for dump in range(dumps)}
    by_thing = {thing: tuple(sorted({dump for each, dump in rows if each == thing})) for thing, _ in rows}

    assert told.distinct == len(by_thing)
    assert told.sets == Counter(by_thing.values())
    for one in {dump for _, dump in rows}:
        others = set().union(*(held for dump, held in sets.items() if dump != one))
        assert told.only[one] == len(sets[one] - others)
        assert [told.shared[one, other] for other in range(dumps)] == [len(sets[one] & sets[o]) for o in range(dumps)]
