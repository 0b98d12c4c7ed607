from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from triage.recognizers.repeated import repeated

FEW = st.lists(st.one_of(st.none(), st.text(max_size=6)), min_size=1, max_size=40)


@given(FEW, st.integers(1, 10_007))
def test_texts_that_repeat_stand_where_they_stood(texts: list[str | None], step: int) -> None:
    cells = pl.Series("cell", [texts[row * step % len(texts)] for row in range(5_000)], pl.String)

    told = repeated(cells)

    assert told is not None
    assert told.rows().equals(cells, null_equal=True)
    assert told.each.n_unique() == told.each.len() == cells.n_unique()


def test_a_step_on_each_text_is_that_step_on_every_row() -> None:
    cells = pl.Series("cell", [f"Name {number % 700}" if number % 9 else None for number in range(9_000)], pl.String)

    told = repeated(cells)

    assert told is not None
    assert told.of(lambda each: each.str.to_uppercase()).rows().equals(cells.str.to_uppercase(), null_equal=True)


def test_texts_that_never_repeat_are_left_as_they_are() -> None:
    assert repeated(pl.Series("cell", [str(number) for number in range(9_000)])) is None
    assert repeated(pl.Series("cell", ["a"] * 100)) is None
