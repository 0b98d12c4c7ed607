from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.summary import ColumnSum, Coverage, EntityTally, Marks, Occurrences, Summary, TableSum
from triage.core.sums import BottomK, K, Least

hashes = st.lists(st.integers(0, 2**64 - 1), max_size=50).map(lambda each: np.array(each, np.uint64))
sketches = hashes.map(BottomK.of)
counters = st.dictionaries(st.sampled_from("abc"), st.integers(1, 9)).map(Counter)
leasts = st.one_of(st.none(), st.integers(0, 99)).map(Least)
occurrences = st.builds(Occurrences, st.integers(0, 9), st.integers(0, 9), leasts)
tallies = st.builds(
    EntityTally,
    st.integers(0, 9),
    st.integers(0, 9),
    sketches,
    st.dictionaries(st.sampled_from("xy"), counters, max_size=2),
)
columns = st.builds(ColumnSum, st.integers(0, 9), st.dictionaries(st.sampled_from(["PK_CNIC", "PERSON"]), tallies))
marks = st.builds(Marks, counters, st.dictionaries(st.sampled_from("rs"), sketches, max_size=2))
tables = st.builds(
    TableSum,
    st.integers(0, 9),
    st.integers(0, 9),
    st.dictionaries(st.sampled_from("01"), columns, max_size=2),
    st.dictionaries(st.sampled_from("mn"), marks, max_size=2),
)
coverages = st.builds(
    Coverage, *[st.integers(0, 9)] * 6, st.dictionaries(st.sampled_from("pq"), occurrences, max_size=2)
)
summaries = st.builds(
    Summary,
    st.dictionaries(st.sampled_from("tu"), tables, max_size=2),
    st.dictionaries(st.sampled_from("ef"), coverages, max_size=2),
)


@given(summaries, summaries, summaries)
def test_adding_summaries_is_associative(a: Summary, b: Summary, c: Summary) -> None:
    assert (a + b) + c == a + (b + c)


@given(summaries, summaries)
def test_adding_summaries_is_commutative(a: Summary, b: Summary) -> None:
    assert a + b == b + a


@given(st.lists(summaries, max_size=5))
def test_a_total_is_what_adding_one_after_the_other_gives(parts: list[Summary]) -> None:
    assert Summary.total(parts).to_json() == reduce(add, parts, Summary()).to_json()


@given(summaries)
def test_the_empty_summary_is_zero(a: Summary) -> None:
    assert a + Summary() == a


@given(summaries)
def test_a_summary_survives_json(a: Summary) -> None:
    assert Summary.from_json(a.to_json()) == a


@given(st.integers(0, 3 * K), st.integers(1, 40), st.randoms(use_true_random=False))
def test_a_sketch_of_any_cut_is_the_sketch_of_the_whole(size: int, cuts: int, random) -> None:
    values = np.random.default_rng(random.randint(0, 2**32)).integers(0, 2**64, size, np.uint64)
    values = np.concatenate([values, values[: size // 3]])

    parts = [BottomK.of(part) for part in np.array_split(values, cuts)]
    random.shuffle(parts)

    assert sum(parts, BottomK.empty()) == BottomK.of(values)


def test_distinct_is_exact_below_k_and_close_above() -> None:
    values = np.random.default_rng(7).integers(0, 2**64, 200_000, np.uint64)

    assert BottomK.of(np.tile(values[:1000], 3)).distinct() == 1000
    assert BottomK.of(np.tile(values[:1000], 3)).distinct_interval() == (1000, 1000)
    assert BottomK.of(values).distinct() == pytest.approx(200_000, rel=0.05)
    low, high = BottomK.of(values).distinct_interval()
    assert low < 200_000 < high


def test_few_distinct_values_repeated_often_are_counted_exactly() -> None:
    values = np.repeat(np.arange(1, 11, dtype=np.uint64), 10_000)

    assert BottomK.of(values).distinct() == 10
