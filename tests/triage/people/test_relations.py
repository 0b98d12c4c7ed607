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
