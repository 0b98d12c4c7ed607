"""Many columns are swept as one, with the finds that each has alone."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import triage.detect.alike_columns
from tests.triage.detect.test_sweep import EYES
from triage.detect.alike_columns import FEW_CELLS, Search, swept_alike
from triage.detect.finds import Finds, Sought

CELLS = st.lists(
    st.sampled_from(
        [None, "", "35202-1234567-1", "0300-1234567 and 0301 7654321", "no number", "a@example.com 03001234567"]
    ),
    max_size=6,
)
ANY = Sought((*EYES.swept, *EYES.free))
OWN = Sought((*EYES.swept, *EYES.free), "PK_CNIC")


def plain(finds: Finds) -> dict[str, list[tuple[int, str]]]:
    return {entity: told.select("row", "value").rows() for entity, told in finds.items()}


@given(st.lists(st.tuples(CELLS, st.sampled_from([ANY, OWN]), st.booleans()), max_size=5))
def test_columns_swept_together_find_what_each_finds_alone(given_columns: list[tuple[list[str | None], Sought, bool]]):
    searches = {}
    for number, (cells, sought, is_chosen) in enumerate(given_columns):
        texts = pl.Series("cell", cells, pl.String)
        searches[7 * number] = Search(texts, texts.str.len_bytes() > 12 if is_chosen else None, sought)

    together = swept_alike(searches, EYES)

    assert set(together) == set(searches)
    for column, each in searches.items():
        assert plain(together[column]) == plain(swept_alike({column: each}, EYES)[column])


def test_a_wide_table_starts_as_many_searches_as_a_narrow_one(monkeypatch: pytest.MonkeyPatch):
    started: list[int] = []
    sweep = triage.detect.alike_columns.finds_in

    def counted(cells: pl.Series, sought: Sought, eyes: object) -> Finds:
        started.append(cells.len())
        return sweep(cells, sought, eyes)

    monkeypatch.setattr(triage.detect.alike_columns, "finds_in", counted)
    cells = pl.Series("cell", ["35202-1234567-1", "x"])
    found = swept_alike({column: Search(cells, None, ANY) for column in range(500)}, EYES)

    assert started == [1_000]
    assert {tuple(told["PK_CNIC"].rows()) for told in found.values()} == {((0, "3520212345671"),)}


def test_a_long_column_is_swept_alone(monkeypatch: pytest.MonkeyPatch):
    started: list[int] = []
    monkeypatch.setattr(triage.detect.alike_columns, "finds_in", lambda cells, *_: started.append(cells.len()) or {})
    long = pl.Series("cell", ["x"] * (FEW_CELLS + 1))
    swept_alike({column: Search(long, None, ANY) for column in range(2)}, EYES)

    assert started == [FEW_CELLS + 1] * 2
