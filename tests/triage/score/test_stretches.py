from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from triage.core.block_sample import AT, BLOCK, BLOCK_ROWS, BLOCKS, SOURCE, BlockSample
from triage.core.model import Stretch
from triage.core.summary import Marks, Summary, TableSum
from triage.score.stretches import MOST, rows_by_source, stretches
from triage.simulate import DumpSpec, dump

Floats = NDArray[np.float64]


def evidence(rows: int, source: int = 7, row_bytes: int | NDArray[np.int64] = 100) -> pl.DataFrame:
    """Return a table whose every row was seen: blocks of 40 rows, in the order of their hashes."""
    at = np.cumsum(np.broadcast_to(row_bytes, rows)) - np.broadcast_to(row_bytes, rows)
    frame = pl.DataFrame({AT: at.astype(np.uint64)}).with_row_index("row")
    frame = frame.with_columns((pl.col("row") // 40).hash(source).alias(BLOCK), pl.lit(source, pl.UInt64).alias(SOURCE))
    return frame.sort(BLOCK, AT)


def noisy(is_genuine: NDArray[np.bool_], rng: np.random.Generator, wrong: float = 0.05) -> Floats:
    """Return a posterior as trees give it: near 0 or 1, some rows on the wrong side, rows of a page alike."""
    sides = is_genuine ^ (rng.random(len(is_genuine)) < wrong)
    logit = np.where(sides, 2.5, -2.5) + rng.normal(0, 1.2, len(sides))
    logit += np.repeat(rng.normal(0, 0.5, len(sides) // 40 + 1), 40)[: len(sides)]
    return np.asarray(1 / (1 + np.exp(-logit)))


def labels(spec: DumpSpec) -> NDArray[np.bool_]:
    truth = dump(spec).labels
    return ((truth["label_identity"] == "genuine") & (truth["label_linkage"] == "genuine")).to_numpy()


def found(is_genuine: NDArray[np.bool_], seed: int = 1) -> tuple[Stretch, ...]:
    seen = evidence(len(is_genuine))
    posterior = noisy(is_genuine, np.random.default_rng(seed))[seen["row"].to_numpy()]
    return stretches(seen, posterior, {7: len(is_genuine)})


def test_rows_appended_to_a_genuine_list_are_found_to_the_row():
    truth = labels(DumpSpec(rows=1200, fabricator="faker_list", fraction=0.4, layout="append", seed=3))
    first, second = found(truth)

    assert (first.looks, second.looks) == ("genuine", "fabricated")
    assert abs(first.last - int(truth.sum())) <= 3
    assert not first.is_about


def test_rows_put_before_a_genuine_list_are_found_to_the_row():
    truth = labels(DumpSpec(rows=1200, fabricator="faker_list", fraction=0.3, layout="append", seed=4))[::-1]
    first, second = found(truth)

    assert (first.looks, second.looks) == ("fabricated", "genuine")
    assert abs(first.last - int((~truth).sum())) <= 3


@pytest.mark.parametrize("seed", [7, 8, 9, 11, 12])
def test_pages_of_made_up_rows_are_found(seed: int):
    truth = labels(DumpSpec(rows=2000, fabricator="faker_list", fraction=0.5, layout="blocks", seed=seed))
    pages = 1 + int((truth[1:] != truth[:-1]).sum())
    told = found(truth)
    each_row = np.concatenate([np.full(each.last - each.first + 1, each.looks == "genuine") for each in told])

    assert len(told) == pages <= MOST
    assert (each_row == truth).mean() > 0.99


def test_of_more_pages_than_can_be_told_some_are_put_together_as_unclear():
    told = found(np.arange(4000) // 100 % 2 == 0)

    assert 1 <= len(told) <= MOST
    assert "unclear" in {each.looks for each in told}


def test_interleaved_rows_are_one_unclear_stretch():
    truth = labels(DumpSpec(rows=2000, fabricator="faker_list", fraction=0.5, layout="interleave", seed=6))
    (only,) = found(truth)

    assert (only.first, only.last, only.looks) == (1, 2000, "unclear")


@pytest.mark.parametrize(("is_genuine", "looks"), [(True, "genuine"), (False, "fabricated")])
def test_a_dump_of_one_kind_is_one_stretch(is_genuine: bool, looks: str):  # noqa: FBT001
    for seed in range(60):
        for rows in (50, 700, 12_000):
            told = found(np.full(rows, is_genuine), seed)
            assert [each.looks for each in told] == [looks], (seed, rows)


def test_half_made_up_everywhere_is_never_parted():
    parted = [seed for seed in range(60) if len(found(np.random.default_rng(seed).random(3000) < 0.5, seed)) > 1]

    assert not parted


def sampled(is_genuine: NDArray[np.bool_], row_bytes: NDArray[np.int64], seed: int) -> tuple[pl.DataFrame, Floats]:
    """Return some blocks of a large file: those of the lowest hashes, and of each its first rows."""
    at = np.cumsum(row_bytes) - row_bytes
    frame = pl.DataFrame({AT: at.astype(np.uint64), "p": noisy(is_genuine, np.random.default_rng(seed))})
    frame = frame.with_columns((pl.col(AT) // 8192).hash(seed).alias(BLOCK), pl.lit(7, pl.UInt64).alias(SOURCE))
    kept = frame[BLOCK].unique().sort().head(BLOCKS)
    frame = frame.filter(pl.col(BLOCK).is_in(kept.implode())).sort(BLOCK, AT)
    frame = frame.filter(pl.int_range(pl.len()).over(BLOCK) < BLOCK_ROWS)
    return frame, frame["p"].to_numpy()


@pytest.mark.parametrize("seed", range(6))
def test_row_numbers_of_a_sample_are_about_right_where_rows_differ_in_length(seed: int):
    """400,000 rows, the last three quarters made up and a third as long: by bytes the parting is at half the file."""
    rows = 400_000
    is_genuine = np.arange(rows) < 100_000
    lengths = np.random.default_rng(seed).poisson(np.where(is_genuine, 150, 50)).astype(np.int64) + 1
    seen, posterior = sampled(is_genuine, lengths, seed)
    first, second = stretches(seen, posterior, {7: rows})

    assert (first.looks, second.looks) == ("genuine", "fabricated")
    assert first.is_about
    assert (first.first, second.last) == (1, rows)
    assert abs(first.last - 100_000) < 0.03 * rows


def test_each_table_has_its_own_stretches():
    both = pl.concat([evidence(300, 1), evidence(500, 2)])
    told = stretches(both, np.where(both[SOURCE] == 1, 0.95, 0.04), {1: 300, 2: 500})

    assert [(each.source, each.first, each.last, each.looks) for each in told] == [
        (1, 1, 300, "genuine"),
        (2, 1, 500, "fabricated"),
    ]


def test_rows_of_tables_are_counted_by_the_number_of_their_source():
    kept = TableSum(500, marks={"records": Marks(rows=BlockSample.of(evidence(300, 9)))})
    other = TableSum(20, marks={"records": Marks(), "else": Marks(rows=BlockSample.of(evidence(20, 8)))})

    assert rows_by_source(Summary({"a": kept, "b": other, "c": TableSum(7)}), "records") == {9: 500}


def test_rows_without_a_probability_are_left_out():
    seen = evidence(200)
    told = stretches(seen, np.where(seen["row"] < 100, np.nan, 0.9), {7: 200})

    assert [(each.first, each.last, each.is_about) for each in told] == [(1, 200, True)]
    assert not stretches(seen, np.full(200, np.nan), {7: 200})


def test_a_file_that_is_in_the_dump_twice_is_told_once():
    seen = evidence(300)
    told = stretches(pl.concat([seen, seen]), np.full(600, 0.9), {7: 300})

    assert [(each.first, each.last, each.is_about) for each in told] == [(1, 300, False)]


@given(
    pages=st.lists(st.tuples(st.integers(1, 400), st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0])), min_size=1, max_size=40),
    more=st.sampled_from([0, 1, 5_000]),
    seed=st.integers(0, 2**31),
)
def test_stretches_tile_the_rows(pages: list[tuple[int, float]], more: int, seed: int):
    share = np.repeat([mean for _, mean in pages], [rows for rows, _ in pages])
    posterior = np.clip(share + np.random.default_rng(seed).normal(0, 0.05, len(share)), 0, 1)
    seen = evidence(len(share))
    rows = len(share) + more
    told = stretches(seen, posterior[seen["row"].to_numpy()], {7: rows})

    assert (told[0].first, told[-1].last) == (1, rows)
    assert all(left.last + 1 == right.first for left, right in pairwise(told))
    assert all(each.first <= each.last for each in told)
    assert all(left.looks != right.looks for left, right in pairwise(told))
    assert len(told) <= MOST
    assert all(0 <= each.share <= 1 for each in told)
