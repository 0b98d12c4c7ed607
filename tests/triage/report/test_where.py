"""Where rows change their look, and what is said of it."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from triage.core.model import Answer
from triage.report.document import Meta, document, words


def dump(report: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in report["dumps"] if each["dump"] == "subscribers.zip")
    return found


def test_stretches_are_told_with_their_rows(report: dict[str, Any]):
    where = dump(report)["genuineness"]["where"]

    assert [(each["first"], each["last"], each["share"], each["looks"]) for each in where] == [
        (1, 1_499, 0.95, "genuine"),
        (1_500, 2_700, 0.03, "fabricated"),
        (2_701, 3_000, 0.5, "unclear"),
    ]
    assert words.stretches(where) == (
        "rows 1\N{EN DASH}1,499 show no sign of fabrication; 1,500\N{EN DASH}2,700 look made up; "
        "2,701\N{EN DASH}3,000 are mixed or unclear"
    )
    assert words.changes(dump(report)) == ("rows 1,500\N{EN DASH}2,700 look made up: a generator library's lists")


def test_a_way_with_weak_support_is_not_named_beside_the_rows(report: dict[str, Any]):
    told = copy.deepcopy(dump(report))
    told["genuineness"]["hypotheses"][0]["decibans"] = 9.9

    assert words.changes(told) == "rows 1,500\N{EN DASH}2,700 look made up"


def test_a_table_that_does_not_change_its_look_is_not_told(answers: tuple[Answer, ...], meta: Meta):
    whole = replace(answers[0].verdict.stretches[1], first=1, last=3_000)
    told = document([replace(answers[0], verdict=replace(answers[0].verdict, stretches=(whole,)))], meta)["dumps"][0]

    assert len(told["genuineness"]["where"]) == 1
    assert words.changes(told) == ""
    assert not words.strips(told)


@pytest.mark.parametrize(
    ("decibans", "word"),
    [
        (-20, "the other ways together are likelier"),
        (0, "about as likely as all other ways together"),
        (3, "weak support"),
        (19.9, "moderate support"),
        (20, "moderately strong support"),
        (39.9, "strong support"),
        (55, "very strong support"),
    ],
)
def test_support_has_words(decibans: float, word: str):
    assert words.support(decibans) == word


def test_every_word_is_a_look_and_no_claim(report: dict[str, Any]):
    said = [each["statement"] for one in report["dumps"] for each in one["genuineness"]["where"]]

    assert said
    assert all("genuine" not in each for each in said)
