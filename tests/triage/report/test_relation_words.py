from __future__ import annotations

from typing import Any

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


def test_an_edition_is_later_only_if_that_is_known():
    assert told(relation("a", "later edition", "b", directed=False))[0].startswith("a and b look like editions")
    assert told(relation("a", "later edition", "b"))[0].startswith("b looks like a later edition of a")


def test_of_many_dumps_some_are_named():
    assert "and 4 more" in told(*(relation(f"{i}", "merged", "all") for i in range(10)))[0]
