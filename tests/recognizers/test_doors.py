"""One truth, two doors: a generated or mutated value is told alike by the column door and by Presidio.

In CI some hundred cells an entity; `DOORS=1000000 pytest tests/recognizers/test_doors.py` looks at a million of each.
"""

from __future__ import annotations

import os
import random

import polars as pl
import pytest

import triage.rules
from triage.recognizers import Recognizer, fold, fold_column, load
from triage.recognizers.presidio import text_recognizer

CELLS = int(os.environ.get("DOORS", "300"))
URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
RECOGNIZERS = load(triage.rules.load())
BATCH = 20_000

CONTEXT = frozenset({"LOCATION", "PERSON", "PK_ADDRESS"})
"""A cell of a column is one of these as a whole; free text must say so by a label or a word, and the doors differ."""

SEVERAL = 0.01
"""Share of cells on which the doors may differ: of several candidates in a cell the column door takes the first."""


def mutated(text: str, rng: random.Random) -> str:
    """Return a text with one to three small changes of the kinds that clerks, scanners and spreadsheets make."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(7):
            case 0:
                text = "".join(
                    rng.choice("0123456789") if each.isdigit() and rng.random() < 0.3 else each for each in text
                )
            case 1:
                text = text[:at] + text[at + 1 :]
            case 2:
                text = text[:at] + rng.choice("0123456789-. /xX") + text[at:]
            case 3:
                text = text.upper() if rng.random() < 0.5 else text.lower()
            case 4:
                text = text.translate(URDU_DIGITS)
            case 5:
                text = text.replace("-", rng.choice(["\u2013", "\u2212", " ", ""]))
            case _:
                text = rng.choice(["{}", "({})", "{},", "no {}", "{} ok"]).format(text)
    return text


def by_column(recognizer: Recognizer, texts: list[str]) -> list[str | None]:
    cells = fold_column(pl.Series("text", texts, pl.String)).to_frame()
    values = cells.select(recognizer.value(pl.col("text")).alias("value"))
    return values.select(pl.when(recognizer.valid(pl.col("value"))).then(pl.col("value")))["value"].to_list()


@pytest.mark.parametrize("entity", sorted(set(RECOGNIZERS) - CONTEXT))
def test_both_doors_tell_alike(entity: str):
    recognizer, rng = RECOGNIZERS[entity], random.Random(entity)
    if not recognizer.rule.patterns:
        pytest.skip("it has no patterns: Presidio does not look for it")
    texts = [each.text for each in (*recognizer.rule.examples, *recognizer.rule.counter_examples)]
    door, differing = text_recognizer(recognizer), []
    for start in range(0, CELLS, BATCH):
        cells = [mutated(rng.choice(texts), rng) for _ in range(min(BATCH, CELLS - start))]
        both = zip(cells, by_column(recognizer, cells), door.analyze_all([fold(cell) for cell in cells]), strict=True)
        for cell, value, found in both:
            if (value is not None) != bool(found):
                differing.append(cell)

    assert len(differing) <= CELLS * SEVERAL, differing[:5]
