"""A scan of sample_leaks finds what the simulator put there: rows, columns, identifiers, people; no wrong word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from triage.app.scan import Options, scan
from triage.core.progress import Silent
from triage.recognizers import fold

ROOT = Path(__file__).parents[1]
EXPECTED: dict[str, dict[str, Any]] = json.loads((ROOT / "tests/data/samples/expected.json").read_text("utf-8"))
IDENTIFIERS = ("PK_CNIC", "PK_MOBILE_NUMBER", "IBAN_CODE", "EMAIL_ADDRESS", "PK_LANDLINE_NUMBER")

each_dump = pytest.mark.parametrize("name", sorted(EXPECTED))
MESSAGES = ("facebook_page.json", "telegram_channel.json", "whatsapp_chat.txt")
"""Dumps whose records are messages between others: their columns are the reader's."""

each_table = pytest.mark.parametrize("name", sorted(EXPECTED.keys() - set(MESSAGES)))
each_place = pytest.mark.parametrize("name", MESSAGES)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    case = tmp_path_factory.mktemp("samples") / "case"
    answered: dict[str, Any] = scan([ROOT / "sample_leaks"], Options(case=case), Silent()).document
    return answered


@pytest.fixture(scope="module")
def answers(document) -> dict[str, dict[str, Any]]:
    return {dump["dump"]: dump for dump in document["dumps"]}


def rows_of(answer: dict[str, Any]) -> int:
    return sum(table["rows"] for table in answer["tables"])


def columns_of(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Columns by folded name: Windows-1256 has other letters for some of Urdu's."""
    return {fold(column["name"]): column for table in answer["tables"] for column in table["columns"]}


def test_every_sample_is_answered(answers):
    assert sorted(EXPECTED) == sorted(answers)


@each_table
def test_rows_are_counted(name: str, answers):
    expected = EXPECTED[name]
    assert abs(expected["rows"] - rows_of(answers[name])) <= expected["damaged_rows"]


@each_table
def test_columns_are_what_they_are(name: str, answers):
    found = columns_of(answers[name])
    told = {
        column: found[fold(column)]["entity"] or "" for column, entity in EXPECTED[name]["columns"].items() if entity
    }
    other = {
        column: found[fold(column)]["entity"] for column, entity in EXPECTED[name]["columns"].items() if not entity
    }

    assert {column: entity for column, entity in EXPECTED[name]["columns"].items() if entity} == told
    assert not {column: entity for column, entity in other.items() if entity in IDENTIFIERS}


@each_table
def test_identifiers_are_found_in_every_cell_that_holds_one(name: str, answers):
    expected = EXPECTED[name]
    if expected["fabricated"] == 1 or expected["damaged_rows"]:
        pytest.skip("its cells are made to fail, or damaged on purpose")
    found = columns_of(answers[name])
    for column, entity in expected["columns"].items():
        if entity in IDENTIFIERS:
            assert expected["filled"][column] == found[fold(column)]["valid"], column


@each_place
def test_identifiers_in_messages_are_found(name: str, answers):
    expected, found = EXPECTED[name], answers[name]["entities"]
    for header, entity in expected["columns"].items():
        if entity in IDENTIFIERS:
            assert found[entity]["found"] >= expected["filled"][header], header


def test_the_one_seller_of_both_places_is_found(document):
    (seller,) = (each for each in document["sellers"]["sellers"] if len(each["places"]) > 1)

    assert sorted(seller["places"]) == ["facebook_page.json", "telegram_channel.json"]


@each_dump
def test_people_are_counted(name: str, answers):
    expected, people = EXPECTED[name], answers[name]["people"]
    if expected["fabricated"] == 0 and not expected["damaged_rows"]:
        assert people["low"] * 0.99 <= expected["people"] <= people["high"] * 1.01


@each_dump
def test_verdicts_are_among_those_that_are_right(name: str, answers):
    assert answers[name]["genuineness"]["verdict"] in EXPECTED[name]["verdicts"]


@each_dump
def test_the_bound_holds(name: str, answers):
    """Number A says "at least": it may never be above the truth."""
    assert answers[name]["genuineness"]["fabricated_at_least"]["value"] <= EXPECTED[name]["fabricated"]


@each_dump
def test_the_interval_holds_the_truth(name: str, answers):
    share = answers[name]["genuineness"]["consistent_with_genuine"]
    if share["estimate"] is not None:
        assert share["low"] - 0.02 <= 1 - EXPECTED[name]["fabricated"] <= share["high"] + 0.02


@each_dump
def test_no_byte_is_lost(name: str, answers):
    coverage = answers[name]["coverage"]

    assert (coverage["bytes_rejected"], coverage["bytes_unread"]) == (0, 0)
    assert coverage["bytes_read"] >= answers[name]["bytes"]
