"""What makes patterns slow costs no recognizer more than its length, in a cell and in free text."""

from __future__ import annotations

import time
from collections.abc import Callable

import polars as pl
import pytest

import triage.rules
from triage.recognizers import Recognizer, load
from triage.recognizers.presidio import text_recognizer

MEGABYTE = 1_000_000
SHARE = 4
"""A text is compared with this part of it: four times the time is a cost by length, sixteen times one by its square."""

NOISE_SECONDS = 0.5
"""What a pause of the machine may add."""

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

RECOGNIZERS = load(triage.rules.load())


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_no_cell_makes_the_column_door_slow(unit: str):
    slow = {}
    for entity, recognizer in RECOGNIZERS.items():

        def work(text: str, recognizer: Recognizer = recognizer) -> None:
            value = pl.DataFrame({"text": [text]}).select(value=recognizer.value(pl.col("text")))
            value.select(recognizer.valid(pl.col("value")))

        work("")  # patterns are compiled once
        if told := _is_slow(work, unit):
            slow[entity] = told

    assert not slow


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_no_text_makes_the_text_door_slow(unit: str):
    slow = {}
    for entity, recognizer in RECOGNIZERS.items():
        if recognizer.rule.patterns:
            door = text_recognizer(recognizer)
            if told := _is_slow(lambda text, door=door, entity=entity: door.analyze(text, [entity]), unit):
                slow[entity] = told

    assert not slow


def test_a_cost_by_the_square_is_noticed():
    assert _grows(lambda text: len(text) ** 2, "1")
    assert not _grows(lambda text: 3 * len(text), "1")


def _is_slow(work: Callable[[str], object], unit: str) -> str:
    """Return the seconds for a part and for the whole if the whole costs more than its length allows; else ""."""
    return _grows(lambda text: _seconds(work, text), unit)


def _grows(cost: Callable[[str], float], unit: str) -> str:
    """Return the costs of a part and of the whole if the whole costs more than its length allows; else ""."""
    whole = unit * (MEGABYTE // len(unit.encode()))
    part, spent = cost(whole[: len(whole) // SHARE]), cost(whole)
    return f"{part:.2f} -> {spent:.2f}" if spent > 2 * SHARE * part + NOISE_SECONDS else ""


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started
