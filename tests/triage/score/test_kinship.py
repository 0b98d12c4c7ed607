from __future__ import annotations

import numpy as np
import pytest

from triage.core.model import Interval, Verdict
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
    found = kinship.kin({name: kinship.sketches(each) for name, each in dumps.items()}, 0.1, {})

    assert [(each.dump, each.share, each.altered) for each in found["new"]] == [("old", pytest.approx(0.5), 0)]
    assert [(each.dump, each.share, each.altered) for each in found["old"]] == [("new", pytest.approx(0.25), 0)]
    assert found["own"] == ()


def test_a_dump_without_records_meets_nobody():
    assert shared({"own": records(0, 100)}) == {"own": {}}
    assert kinship.kin({"empty": kinship.sketches(Summary())}, 0.1, {}) == {"empty": ()}


def test_a_handful_of_records_says_nothing():
    assert contained(records(0, 8), records(0, 8)) == 0


BORN, LIVES = ("born", "born cnic"), ("born", "born mobile")


def people(names: tuple[str, str], who: tuple[int, int], numbers: tuple[int, int]) -> Summary:
    """Return a dump with people and their numbers, each as a range."""
    sketches = dict(zip(names, (records(*who), records(*numbers)), strict=True))
    marks = {"copied_people": Marks(sketches=sketches), "cnic_prefix": Marks(sketches=sketches)}
    return Summary({"table": TableSum(1, 1, marks=marks)})


def test_the_same_people_under_other_cards_are_told():
    dumps = {"old": people(BORN, (0, 600), (0, 600)), "new": people(BORN, (0, 600), (450, 1050))}
    dumps |= {"own": people(BORN, (900, 1500), (2000, 2600)), "same": people(BORN, (300, 600), (300, 600))}
    found = kinship.kin({name: kinship.sketches(each) for name, each in dumps.items()}, 0.1, {})

    assert [(each.dump, each.altered) for each in found["new"]] == [("old", 0.75), ("same", 0.25)]
    assert [(each.dump, each.altered) for each in found["old"]] == [("new", 0.75)]
    assert found["own"] == ()


def test_other_cards_that_are_told_to_be_innocent_accuse_nobody() -> None:
    dumps = {"old": people(BORN, (0, 600), (0, 600)), "new": people(BORN, (0, 600), (450, 1050))}
    sketches = {name: kinship.sketches(each) for name, each in dumps.items()}

    assert kinship.kin(sketches, 0.1, {"new": {"old": 0.0}})["new"] == ()


def test_other_mobile_numbers_alone_accuse_nobody_but_counted_ones_do():
    dumps = {"old": people(LIVES, (0, 600), (0, 600)), "new": people(LIVES, (0, 600), (450, 1050))}
    sketches = {name: kinship.sketches(each) for name, each in dumps.items()}

    assert kinship.kin(sketches, 0.1, {}) == {"old": (), "new": ()}
    assert kinship.kin(sketches, 0.1, {"new": {"old": 0.9}})["new"] == (kinship.Kin("old", 0.0, 0.9),)


def test_a_copy_with_altered_digits_is_not_called_genuine():
    said = Verdict(600, 600, 0.0, 0.97, 0.9, 1.0, "", "", {}, "genuine", adversarial=Interval(0.9, 0.5, 1.0))
    told = kinship.beside(said, (kinship.Kin("old", 0.0, 0.75),))

    assert (told.low, told.high, told.label) == (0.25, 1.0, "undetermined")
    assert told.adversarial == Interval(0.9, 0.25, 1.0)
    assert told.novelty == {"altered_elsewhere": 0.75}
    assert told.limits[0].startswith("For 75% of its people")
    assert kinship.beside(said, (kinship.Kin("old", 0.5, 0.0),)) == said
