"""How dumps hang together, by what they share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from triage.people.altered import Altered, Codes
from triage.people.counting import Counts, Overlap
from triage.people.known import Known
from triage.people.relations import Beside, altered_pairs, is_confirmed, relations

SIM = Known(fields=frozenset({"name", "cnic", "mobile"}), headers=frozenset({"operator", "activated"}))
BANK = Known(fields=frozenset({"name", "cnic", "mobile", "iban"}), headers=frozenset({"balance", "branch"}))


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


def by_persons(shared: list[list[int]], *known: Known) -> tuple[list[str], dict[int, tuple[str, ...]]]:
    """Return the words for dumps that share these persons and no record, and their flags."""
    persons = Overlap(np.array(shared, dtype=np.int64), np.zeros(len(shared), dtype=np.int64), 300)
    records = Overlap(np.diag(np.diag(shared)).astype(np.int64), np.zeros(len(shared), dtype=np.int64), 300)
    found = relations(Counts(persons, records), known, Beside())
    return [each.word for each in found.relations], dict(found.flags)


@pytest.mark.parametrize(
    ("shared", "known", "word"),
    [
        ([[100, 80], [80, 110]], (SIM, SIM), "later edition"),
        ([[100, 80], [80, 110]], (SIM, BANK), "overlap"),
        ([[100, 93], [93, 101]], (SIM, BANK), "same persons"),
        ([[100, 99], [99, 100]], (SIM, SIM), "same persons"),
        ([[100, 99], [99, 900]], (SIM, BANK), "part"),
        ([[100, 80], [80, 110]], (SIM, replace(SIM, headers=None)), "later edition"),
    ],
)
def test_editions_have_the_same_columns(shared: list[list[int]], known: tuple[Known, Known], word: str) -> None:
    assert by_persons(shared, *known)[0] == [word]


def test_another_register_of_the_same_people_is_not_recycled() -> None:
    same = [[100, 99], [99, 100]]

    assert by_persons(same, SIM, BANK)[1] == {}
    assert by_persons(same, SIM, SIM)[1] == {0: ("duplicate",), 1: ("duplicate",)}


def test_of_two_equal_dumps_that_of_an_earlier_case_was_first() -> None:
    same = [[100, 99], [99, 100]]

    assert by_persons(same, SIM, replace(SIM, is_earlier=True))[1] == {0: ("recycled",), 1: ("duplicate",)}


def test_a_sample_is_a_part_and_the_list_no_later_edition_of_it() -> None:
    assert by_persons([[1000, 100], [100, 100]], SIM, SIM) == (["part"], {1: ("recycled",)})
    assert by_persons([[300, 100], [100, 100]], SIM, SIM)[0] == ["later edition"]


TWO_LISTS = [[250, 150, 100], [150, 150, 0], [100, 0, 100]]


@pytest.mark.parametrize(
    ("whole", "shared", "flags"),
    [
        (SIM, TWO_LISTS, {0: ("aggregated",)}),
        (SIM, [[900, 150, 100], *TWO_LISTS[1:]], {}),
        (Known(fields=frozenset({"name", "cnic", "mobile", "dob"})), TWO_LISTS, {}),
    ],
)
def test_a_list_of_some_columns_of_two_others_is_put_together_of_them(
    whole: Known, shared: list[list[int]], flags: dict[int, tuple[str, ...]]
) -> None:
    """A register that has more people than they, or a column that none of them has, was not made of them."""
    assert by_persons(shared, whole, BANK, replace(BANK, fields=frozenset({"name", "cnic", "address"})))[1] == flags


ALTERED = Altered("name and CNIC", 1.0, 99, 100, {"mobile": 99}, Codes(1.0, 0.05, 0.9))


def test_a_register_of_other_columns_shows_which_of_two_lists_was_altered() -> None:
    persons = Overlap(np.full((3, 3), 100), np.zeros(3, dtype=np.int64), 100)
    counts = Counts(persons, Overlap(np.diag([100] * 3), np.zeros(3, dtype=np.int64), 300))
    known, found = (SIM, SIM, BANK), {(0, 1): ALTERED, (1, 2): ALTERED}

    assert set(altered_pairs(counts, known, found)) == {(0, 1), (1, 2)}
    assert is_confirmed((0, 1), found, counts, known)
    assert not is_confirmed((1, 0), found, counts, known)
    assert not is_confirmed((0, 1), found, counts, (SIM, SIM, SIM))


@pytest.mark.parametrize(("size", "words"), [(1, set()), (2, {"copy"})])
def test_one_record_is_no_list_that_was_copied(size: int, words: set[str]) -> None:
    assert {word for *_, word in told([[size, size], [size, size]])} == words


def test_a_list_inside_another_is_no_altered_copy_of_it() -> None:
    whole = Overlap(np.full((2, 2), 100), np.zeros(2, dtype=np.int64), 100)

    assert altered_pairs(Counts(whole, whole), (SIM, SIM), {(0, 1): ALTERED}) == {}
