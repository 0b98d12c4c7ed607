"""Grouping by sorting gives what Python's own dictionaries give."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.people.groups import Groups

TOKENS = st.sampled_from([0, 1, 2**64, 2**64 + 1, 2**128 - 1])
ROWS = st.lists(st.tuples(TOKENS, st.none() | st.integers(0, 3), st.sampled_from([None, "b", "a"])), max_size=12)
Row = tuple[int, int | None, str | None]


def grouped(rows: list[Row]) -> tuple[Groups, pl.DataFrame, dict[int, list[Row]]]:
    frame = pl.DataFrame(rows, {"token": pl.UInt128, "number": pl.UInt8, "word": pl.String}, orient="row")
    by_token = defaultdict(list)
    for row in rows:
        by_token[row[0]].append(row)
    return Groups.by(frame["token"]), frame, dict(sorted(by_token.items()))


@given(ROWS)
def test_every_row_is_in_the_group_of_its_token(rows: list[Row]) -> None:
    groups, _, told = grouped(rows)

    assert groups.sizes().tolist() == [len(each) for each in told.values()]
    assert [rows[at][0] for at in groups.order] == [token for token, each in told.items() for _ in each]


@pytest.mark.parametrize(("how", "end"), [(np.maximum, max), (np.minimum, min)])
@given(rows=ROWS)
def test_the_ends_of_a_group_pass_over_null(how: np.ufunc, end: type[max], rows: list[Row]) -> None:  # type: ignore[valid-type]
    groups, frame, told = grouped(rows)

    for place, name in enumerate(("number", "word"), 1):
        held = [[row[place] for row in each if row[place] is not None] for each in told.values()]
        assert groups.end(frame[name], how).to_list() == [end(each) if each else None for each in held]  # type: ignore[operator]


@given(ROWS)
def test_the_rows_of_groups_with_several_values_are_named(rows: list[Row]) -> None:
    groups, frame, told = grouped(rows)
    several = [len({row[1] for row in each}) > 1 for each in told.values()]
    found, number = groups.differing(frame["number"])

    assert sorted(found) == [at for at, row in enumerate(rows) if len({r[1] for r in told[row[0]]}) > 1]
    assert sorted(set(number.tolist())) == [at for at, is_several in enumerate(several) if is_several]


@given(ROWS)
def test_groups_of_some_rows_are_those_of_a_frame_of_these_rows(rows: list[Row]) -> None:
    groups, frame, _ = grouped(rows)
    wanted = frame["number"].is_not_null()
    some = groups.only(wanted)

    assert some.sizes().tolist() == grouped([row for row in rows if row[1] is not None])[0].sizes().tolist()
    assert sorted(some.order) == wanted.arg_true().to_list()
