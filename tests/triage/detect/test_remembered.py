"""Values that are kept of many small tables are those that each table alone would give."""

from __future__ import annotations

import random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import triage.rules
from triage.detect import Detector
from triage.detect.content import Asked, look
from triage.recognizers import fold_column
from triage.recognizers.few import FEW

DETECTOR = Detector(triage.rules.load(), {}, "off")
FRESH = Detector(triage.rules.load(), {}, "off")


def cells() -> pl.Series:
    """Return what the rules' examples and counter-examples say, folded, in some order."""
    rules = [each.rule for each in DETECTOR.recognizers.values()]
    texts = sorted({each.text for rule in rules for each in (*rule.examples, *rule.counter_examples)})
    random.Random(1).shuffle(texts)
    return fold_column(pl.Series("cell", texts))


def tables(column: pl.Series) -> list[Asked]:
    """Return small tables of two columns whose cells these are; a header names every entity."""
    pieces = [column[start : start + FEW] for start in range(0, column.len(), FEW)]
    return [Asked(pl.DataFrame({"0": each, "1": each.reverse()}), tuple(DETECTOR.recognizers)) for each in pieces]


@pytest.fixture(scope="module")
def looked_at() -> list[pl.Series]:
    """Return the columns of small tables after all were looked at together."""
    asked = tables(cells())
    look(asked, DETECTOR.eyes)
    return [each.sample["0"] for each in asked]


def test_what_is_kept_is_what_each_table_alone_gives(looked_at: list[pl.Series]) -> None:
    for entity in DETECTOR.recognizers:
        for column in looked_at:
            assert_frame_equal(DETECTOR.eyes.values(entity, column), FRESH.eyes.values(entity, column))


def test_what_is_kept_is_not_computed_again(looked_at: list[pl.Series], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    column = next(each for each in looked_at if DETECTOR.eyes.values("PK_CNIC", each)["valid"].any())
    monkeypatch.setattr(pl.DataFrame, "select", fail)

    assert DETECTOR.eyes.values("PK_CNIC", column)["valid"].any()


def test_cells_of_other_tables_are_computed(looked_at: list[pl.Series]) -> None:
    others = pl.Series("cell", [looked_at[0][0], "35202-7654321-3", None, ""])

    assert_frame_equal(DETECTOR.eyes.values("PK_CNIC", others), FRESH.eyes.values("PK_CNIC", others))
    assert DETECTOR.eyes.values("PK_CNIC", others)["valid"].sum() >= 1


def test_few_columns_are_not_kept() -> None:
    own = Detector(triage.rules.load(), {}, "off")
    cells = pl.Series("0", ["35202-7654321-3"])
    look([Asked(cells.to_frame())], own.eyes)

    assert ("remembered",) not in own.eyes._built  # noqa: SLF001 - what is kept is kept there
    assert ("values", "PK_CNIC") in own.eyes.suited(cells)._built  # noqa: SLF001
