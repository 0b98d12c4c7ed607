from __future__ import annotations

from typing import Any

from triage.report.document.lineage import drawing
from triage.report.document.relation_words import lineage


def relation(one: str, word: str, other: str, *, directed: bool = True, reason: str = "why") -> dict[str, Any]:
    return {"from": one, "to": other, "relation": word, "directed": directed, "reason": reason}


def told(*found: dict[str, Any]) -> list[str]:
    return lineage({"lineage": list(found)})


def test_a_part_is_said_of_the_smaller():
    assert told(relation("whole.csv", "subset", "part.csv")) == ["part.csv is a part of whole.csv (why)."]


def test_what_one_dump_is_a_part_of_is_one_sentence():
    found = told(relation("a", "subset", "part"), relation("b", "subset", "part", reason="other"))

    assert found == ["part is a part of a and b (of the first: why)."]


def test_the_surest_relation_comes_first_and_each_pair_has_its_own_sentence():
    found = told(
        relation("a", "overlap", "b", directed=False),
        relation("c", "overlap", "d", directed=False),
        relation("a", "copy", "c", directed=False),
    )

    assert found == [
        "a and c hold the same records (why).",
        "a and b have people in common (why).",
        "c and d have people in common (why).",
    ]


def test_many_dumps_that_are_the_same_are_one_sentence():
    names = "abcdefgh"
    files = [relation(one, "same files", two, directed=False) for one in names for two in names if one < two]

    assert told(*files) == ["8 dumps are the same files: a, b, c, d, e, f and 2 more (why)."]


def test_what_equal_dumps_are_to_another_is_said_once():
    files = [relation(one, "same files", two, directed=False, reason="SHA-256") for one, two in ("ab", "ac", "bc")]
    copies = [relation(each, "copy", "x", directed=False) for each in "abc"]
    parts = [relation(each, "subset", "part") for each in "abcx"]

    assert told(*files, *copies, *parts) == [
        "3 dumps are the same files: a, b and c (SHA-256).",
        "a and x hold the same records (why).",
        "part is a part of a (why).",
    ]


def test_an_edition_is_later_only_if_that_is_known():
    assert told(relation("a", "later edition", "b", directed=False))[0].startswith("a and b look like editions")
    assert told(relation("a", "later edition", "b"))[0].startswith("b looks like a later edition of a")


def test_of_many_dumps_some_are_named():
    assert "and 4 more" in told(*(relation(f"{i}", "merged", "all") for i in range(10)))[0]


def drawn(*found: dict[str, Any]) -> tuple[list[str], int]:
    """Return the words of the drawn lines, and how many were left out."""
    picture = drawing({"comparison": {"lineage": list(found)}})
    assert picture is not None
    return sorted(line.word for line in picture.lines), picture.left_out


def test_an_arrow_that_follows_from_two_others_is_not_drawn():
    found = (relation("a", "subset", "c"), relation("a", "part", "b"), relation("b", "teaser", "c"))

    assert drawn(*found) == (["part", "teaser"], 1)
    assert drawn(*found[::-1]) == (["part", "teaser"], 1)
    assert drawn(*found[:2]) == (["part", "subset"], 0)


def test_of_equal_dumps_a_chain_is_drawn_and_one_arrow_to_what_was_made_of_them():
    equal = [relation(one, "copy", other, directed=False) for one, other in ("ab", "ac", "bc")]
    made = [relation(one, "subset", "d") for one in "abc"]

    assert drawn(*equal, *made) == (["copy", "copy", "subset"], 3)


def test_all_parts_of_a_merged_list_are_drawn():
    found = (relation("a", "merged", "c"), relation("b", "merged", "c"), relation("a", "later edition", "b"))

    assert drawn(*found) == (["later edition", "merged", "merged"], 0)


def test_dumps_in_a_circle_stay_joined():
    words, left_out = drawn(relation("a", "part", "b"), relation("b", "part", "c"), relation("c", "part", "a"))

    assert (words, left_out) == (["part"] * 3, 0)
