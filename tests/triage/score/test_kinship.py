from __future__ import annotations

import numpy as np
import pytest

from triage.core.summary import Marks, Summary, TableSum
from triage.core.sums import BottomK
from triage.score import kinship
from triage.score.kinship import contained, shared


def records(first: int, last: int) -> BottomK:
    """So many records, with hashes that spread over all numbers."""
    spread = np.arange(first, last, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return BottomK.of(spread)


def dump(sketch: BottomK) -> Summary:
    marks = {"duplicate_rows": Marks(sketches={"content": sketch}), "cnic_prefix": Marks(sketches={"x": sketch})}
    return Summary({"table": TableSum(1, 1, marks=marks)})


@pytest.mark.parametrize(("own", "other", "share"), [
    ((0, 1000), (0, 1000), 1.0),
    ((0, 1000), (500, 1500), 0.5),
    ((0, 1000), (2000, 3000), 0.0),
    ((0, 100_000), (50_000, 150_000), 0.5),
    ((0, 2_000), (0, 500_000), 1.0),
])  # fmt: skip
def test_containment_is_estimated_however_unequal_the_dumps_are(own, other, share):
    assert contained(records(*own), records(*other)) == pytest.approx(share, abs=0.04)


def test_each_dump_names_those_that_hold_its_records():
    dumps = {"old": dump(records(0, 4000)), "new": dump(records(3000, 5000)), "own": dump(records(9000, 9900))}
    found = shared({name: kinship.records(each) for name, each in dumps.items()})

    assert found["new"] == pytest.approx({"old": 0.5})
    assert found["old"] == pytest.approx({"new": 0.25})
    assert found["own"] == {}


def test_a_dump_without_records_meets_nobody():
    assert shared({"empty": kinship.records(Summary()), "own": records(0, 100)}) == {"empty": {}, "own": {}}


def test_a_handful_of_records_says_nothing():
    assert contained(records(0, 8), records(0, 8)) == 0
