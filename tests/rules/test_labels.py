from __future__ import annotations

import polars as pl
import pytest
import regex

import triage.rules
from triage.rules.labels import SEPARATOR

SEPARATORS = [
    ":",
    ": ",
    " : ",
    " - ",
    "-",
    "=",
    " = ",
    " => ",
    "|",
    " | ",
    ". ",
    " ",
    "\n",
    " is ",
    '": "',
    "*: ",
    " (dd/mm/yyyy): ",
]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_both_engines_know_a_separator(separator: str) -> None:
    pattern = f"^label{SEPARATOR}value$"
    text = f"label{separator}value"

    assert regex.search(pattern, text)
    assert pl.Series([text]).str.contains(pattern).all()


@pytest.mark.parametrize("between", ["", "x", " of the last "])
def test_words_are_no_separator(between: str) -> None:
    assert not regex.search(f"^label{SEPARATOR}value$", f"label{between}value")


def test_no_pattern_names_a_list_any_more() -> None:
    patterns = [each.regex for rule in triage.rules.load().entities.values() for each in rule.patterns]

    assert not [each for each in patterns if "{{" in each]


@pytest.mark.parametrize(
    "text",
    [
        "ts=1730110000011 level=info",
        '{"event":"click","t":1730110000011,"prev":1730110000987}',
        "order 3520210000011",
        "Order No. 3520210000011",
        "tracking no: 3520210000011",
        "thread_id=3520210000011",
        "message id 3520210000011",
        "session: 3520210000011",
        "took 3520210000011 ms",
        "3520210000011 bytes",
    ],
)
def test_a_number_that_is_labelled_otherwise_is_no_cnic(text: str) -> None:
    bare = next(each for each in triage.rules.load().entities["cnic"].patterns if each.name == "bare 13 digits")

    assert pl.Series([text]).str.extract(bare.regex, 1).to_list() == [None]


@pytest.mark.parametrize("text", ["CNIC 3520210000011", "Ali 3520210000011", "id 3520210000011", "0300/3520210000011"])
def test_a_number_that_nothing_calls_otherwise_may_be_one(text: str) -> None:
    bare = next(each for each in triage.rules.load().entities["cnic"].patterns if each.name == "bare 13 digits")

    assert pl.Series([text]).str.extract(bare.regex, 1).to_list() == ["3520210000011"]


LABELS = ["DOB", "D.O.B", "Date of Birth", "Birth Date", "Born on", "date_of_birth", "Tareekh Paidaish", "تاریخ پیدائش"]


@pytest.mark.parametrize("label", LABELS)
def test_a_date_of_birth_is_found_behind_every_label_and_separator(label: str) -> None:
    pattern = next(each for each in triage.rules.load().entities["date_of_birth"].patterns if each.name == "labelled")
    texts = pl.Series([f"Ali Raza, {label}{separator}12/03/1985, Lahore" for separator in SEPARATORS])

    assert texts.str.extract(pattern.regex, 1).to_list() == ["12/03/1985"] * len(SEPARATORS)
