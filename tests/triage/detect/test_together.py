"""What is kept of the cells of many small sources is what each source alone would give."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import triage.rules
from triage.core.model import Evidence, Role, Source
from triage.detect import Detector
from triage.detect.eyes import TEXT
from triage.detect.finds import Finds
from triage.detect.sweep import sweep
from triage.detect.text import observe_text
from triage.detect.together import LEAST_SOURCES, finds_in, sought_in
from triage.recognizers import fold_column
from triage.recognizers.few import FEW

DETECTOR = Detector(triage.rules.load(), {}, "off")
EYES = DETECTOR.eyes
SOUGHT = sought_in(Role(0, TEXT), EYES)


def cells() -> list[str]:
    """Return the examples of all rules, alone and two in a cell, in some order."""
    texts = sorted({each.text for one in DETECTOR.recognizers.values() for each in one.rule.examples})
    random.Random(3).shuffle(texts)
    pairs = [f"{one}, {other}" for one, other in zip(texts[::7], texts[3::7], strict=False)]
    return fold_column(pl.Series("cell", texts + pairs)).to_list()


CELLS = cells()


def text(name: str, lines: list[str]) -> tuple[Source, pl.DataFrame]:
    """Return a small source of free text with its sample."""
    evidence = Evidence("seized", Path(name), (), Path(name), 1, "")
    return Source(evidence, "text", "", ("text",), is_text=True), pl.DataFrame({"0": lines})


def sources() -> list[tuple[Source, pl.DataFrame]]:
    """Return small sources of free text that hold these cells."""
    return [text(f"{start}.txt", CELLS[start : start + 5]) for start in range(0, len(CELLS), 5)]


@pytest.fixture(scope="module", autouse=True)
def kept() -> list[str]:
    """Return the cells that are kept when the sources were decided together."""
    DETECTOR.decide_all(sources())
    return list(EYES.finds[SOUGHT].cells)


def assert_same(told: Finds, alone: Finds) -> None:
    assert list(told) == list(alone)
    for entity, finds in alone.items():
        # Which of two rows comes first means nothing; the order within a row does.
        assert_frame_equal(told[entity].sort("row", maintain_order=True), finds.sort("row", maintain_order=True))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([*CELLS, None]), max_size=FEW))
def test_what_is_kept_is_what_a_search_of_these_cells_alone_finds(chosen: list[str | None]) -> None:
    column = pl.Series("cell", chosen, dtype=pl.String)

    assert_same(finds_in(column, SOUGHT, EYES), sweep(column, SOUGHT, EYES))


def test_what_is_kept_is_not_searched_again(kept: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.detect.together.sweep", None)

    assert len(kept) > len(CELLS) // 2
    assert finds_in(pl.Series("cell", kept[:FEW]), SOUGHT, EYES)


def test_a_cell_that_was_in_no_source_is_searched() -> None:
    column = pl.Series("cell", ["ask 35202-7654321-3", CELLS[0]])

    assert "35202" in str(finds_in(column, SOUGHT, EYES)["PK_CNIC"]["value"].to_list())


def test_few_sources_and_long_ones_are_not_searched_together() -> None:
    own = Detector(triage.rules.load(), {}, "off")

    own.decide_all(sources()[: LEAST_SOURCES - 1])
    assert not own.eyes.finds
    own.decide_all([text(f"{number}.txt", CELLS[: FEW + 1]) for number in range(LEAST_SOURCES)])
    assert not own.eyes.finds


def test_the_next_sources_take_the_place_of_those_before() -> None:
    own = Detector(triage.rules.load(), {}, "off")
    own.decide_all(sources()[:LEAST_SOURCES])
    own.decide_all(sources()[LEAST_SOURCES : 2 * LEAST_SOURCES])

    assert CELLS[0] not in own.eyes.finds[SOUGHT].cells
    assert CELLS[5 * LEAST_SOURCES] in own.eyes.finds[SOUGHT].cells


def test_texts_that_are_kept_are_told_as_each_alone() -> None:
    lines = [f"Sana Tariq lives in House {number}, Street 4, Lahore. Call Ali." for number in range(LEAST_SOURCES)]
    kept, alone = (Detector(triage.rules.load(), {}, "all") for _ in range(2))
    kept.decide_all([text(f"{number}.txt", [line]) for number, line in enumerate(lines)])
    source = text("0.txt", lines[:1])[0]
    told = [observe_text(source, pl.Series(lines[:1]), each.text_look) for each in (kept, alone)]

    assert told[0] == told[1]
    assert told[0]["PERSON"].valid == 2
