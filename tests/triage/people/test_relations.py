"""How dumps hang together, by what they share."""

from __future__ import annotations

import numpy as np

from triage.people.counting import Counts, Overlap
from triage.people.relations import Beside, Known, relations


def told(shared: list[list[int]]) -> list[tuple[int, int, str]]:
    overlap = Overlap(np.array(shared, dtype=np.int64), np.zeros(len(shared), dtype=np.int64), 300)
    return [
        (each.source, each.copy, each.word)
        for each in relations(Counts(overlap, overlap), [Known()] * len(shared), Beside()).relations
    ]


def test_parts_that_overlap_much_make_no_merged_list():
    found = told([[250, 160, 30], [160, 160, 10], [30, 10, 30]])

    assert (0, 1, "subset") in found
    assert "merged" not in {word for *_, word in found}


def test_two_lists_of_their_own_make_a_merged_one():
    found = told([[250, 150, 100], [150, 150, 0], [100, 0, 100]])

    assert found == [(1, 0, "merged"), (2, 0, "merged")]


def test_a_merged_list_is_put_together_of_its_parts_also_beside_another_merged_one():
    """One is of two whole lists; another of half of the one and all of the other."""
    found = told([[1200, 600, 600, 900], [600, 600, 0, 300], [600, 0, 600, 600], [900, 300, 600, 900]])

    assert [each for each in found if each[2] == "merged"] == [(1, 0, "merged"), (2, 0, "merged")]
    assert (0, 3, "subset") in found
