"""A megabyte of what makes patterns slow costs no recognizer more than a second, in a cell and in free text."""

from __future__ import annotations

import time

import polars as pl
import pytest

import rules
from recognizers import load
from recognizers.presidio import text_recognizer

MEGABYTE = 1_000_000
SECONDS = 1.0
"""Measured: a tenth of it and less, but for what is slower."""

SLOWER = {"PK_ADDRESS": 6.0, "PASSWORD": 2.5}
"""In free text a word of addresses is followed for thirty words to where it may end: 2.5 s for a megabyte that is
nothing but such words. Free text is read in pieces of four thousand characters. A megabyte of "pass='" holds 83,333
passwords, and each find takes Presidio's result ten microseconds: 0.8 s, of which the patterns take a tenth."""

ADVERSARIAL = {
    "digits": "1",
    "digits and dashes": "1-",
    "digits and blanks": "3 ",
    "cnic heads": "35202-",
    "mobile heads": "0300-",
    "country codes": "+92",
    "at signs": "@",
    "mail heads": "a@a.",
    "dots": ".",
    "letters": "a",
    "capitals": "A",
    "iban heads": "PK00",
    "colons": "00:",
    "stars": "*",
    "house words": "house no ",
    "names": "muhammad ",
    "labels": "cnic: ",
    "urdu letters": "ش",
    "urdu words": "محلہ ",
    "quotes and equals": "pass='",
    "slashes": "/",
    "brackets": "(",
}
"""What a megabyte is filled with."""

RECOGNIZERS = load(rules.load())


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_no_cell_makes_the_column_door_slow(unit: str):
    cell = pl.DataFrame({"text": [unit * (MEGABYTE // len(unit.encode()))]})
    slow = {}
    for entity, recognizer in RECOGNIZERS.items():
        cell.head(0).select(value=recognizer.value(pl.col("text")))  # patterns are compiled once
        started = time.process_time()
        value = cell.select(value=recognizer.value(pl.col("text")))
        value.select(recognizer.valid(pl.col("value")))
        spent = time.process_time() - started
        if spent > SECONDS:
            slow[entity] = round(spent, 2)

    assert not slow


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_no_text_makes_the_text_door_slow(unit: str):
    text = unit * (MEGABYTE // len(unit.encode()))
    slow = {}
    for entity, recognizer in RECOGNIZERS.items():
        if recognizer.rule.patterns:
            started = time.process_time()
            text_recognizer(recognizer).analyze(text, [entity])
            spent = time.process_time() - started
            if spent > SLOWER.get(entity, SECONDS):
                slow[entity] = round(spent, 2)

    assert not slow
