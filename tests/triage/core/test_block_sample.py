from __future__ import annotations

from functools import reduce
from operator import add

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.block_sample import BLOCK_ROWS, BLOCKS, BlockSample


def rows(blocks: list[int], start: int = 0) -> pl.DataFrame:
    at = list(range(start, start + len(blocks)))
    return pl.DataFrame(
        {"block": blocks, "at": at, "source": [1] * len(blocks), "seen": [each % 7 for each in at]},
        schema={"block": pl.UInt64, "at": pl.UInt64, "source": pl.UInt64, "seen": pl.Int8},
    )


pieces = st.lists(st.integers(1, 40), min_size=1, max_size=8)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=300), pieces, st.randoms())
def test_any_cut_in_any_order_gives_the_same_sample(blocks, cuts, random):
    frame = rows(sorted(blocks))
    parts, start = [], 0
    while start < frame.height:
        parts.append(frame[start : start + cuts[len(parts) % len(cuts)]])
        start += cuts[(len(parts) - 1) % len(cuts)]
    random.shuffle(parts)

    assert reduce(add, map(BlockSample.of, parts), BlockSample()) == BlockSample.of(frame)


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=300))
def test_a_sample_survives_json(blocks):
    sample = BlockSample.of(rows(blocks))

    assert BlockSample.from_json(sample.to_json()) == sample


def test_columns_that_one_part_lacks_are_null():
    both = BlockSample.of(rows([1, 2])) + BlockSample.of(rows([3], 9).rename({"seen": "other"}))

    assert both.frame is not None
    assert both.frame["other"].null_count() == 2
    assert both.frame["seen"].null_count() == 1


@pytest.mark.parametrize(("blocks", "kept"), [([5] * 1000, BLOCK_ROWS), (list(range(1000)), BLOCKS)])
def test_a_sample_is_bounded(blocks: list[int], kept: int):
    frame = BlockSample.of(rows(blocks)).frame

    assert frame is not None
    assert frame.height == kept
