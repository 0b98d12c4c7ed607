"""Free text in columns: each distinct text once, a sample by hash, and windows."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from triage import rules as rulebook
from triage.core.model import Evidence, Source
from triage.detect.text import TextLook, observe_text
from triage.recognizers import load

RULES = rulebook.load()
ENTITIES = ("PERSON", "PK_ADDRESS", "LOCATION")


def look(ner: str) -> TextLook:
    return TextLook(RULES, load(RULES), ENTITIES, ner)


def source(size: int = 1_000) -> Source:
    evidence = Evidence("it", Path("it.txt"), (), Path("it.txt"), size, "")
    return Source(evidence, "it", "text", ())


def observed(cells: list[str | None], ner: str = "all", size: int = 1_000) -> dict[str, tuple[int, int]]:
    found = observe_text(source(size), pl.Series(cells, dtype=pl.String), look(ner))
    return {entity: (tally.found, tally.valid) for entity, tally in found.items()}


def test_a_text_that_repeats_is_read_once():
    assert observed(["kal imran khan ne paise bhej diye"] * 50 + [None, "ok"]) == {"PERSON": (1, 1)}


def test_nothing_is_read_when_nothing_is_asked_for():
    assert observed(["kal imran khan ne paise bhej diye"], "off") == {}


def test_no_text_is_no_find():
    assert observed([None, "", "ok"]) == {}


def test_a_sample_is_smaller_than_all():
    cells = [f"kal imran khan ne {number} paise bhej diye" for number in range(400)]

    assert 0 < observed(cells, "sample", 640_000)["PERSON"][0] < observed(cells)["PERSON"][0] == 400


def test_names_in_a_long_text_are_all_found():
    cell = ("the rent was paid on time . " * 40 + "complainant Muhammad Arshad stated . ") * 12

    assert observed([cell])["PERSON"] == (12, 12)


@pytest.mark.parametrize("cell", ["مکان نمبر ۱۲، گلی ۳، محلہ اسلام پورہ، لاہور میں آ جائیں"])
def test_urdu_is_read_too(cell: str):
    assert observed([cell]) == {"PK_ADDRESS": (1, 1)}
