from __future__ import annotations

import polars as pl
import pytest

import triage.rules
from triage.recognizers import fold_column, load

PASSPORT = load(triage.rules.load())["PK_PASSPORT"]


@pytest.mark.parametrize(
    "written", ["AB1234567", "ab1234567", "AB 1234567", "ab-1234567", ' "AB1234567" ', "PP: ab 1234567"]
)
def test_one_passport_is_one_value_however_it_is_written(written: str) -> None:
    cells = pl.DataFrame({"cell": fold_column(pl.Series([written]))})

    assert cells.select(PASSPORT.value(pl.col("cell"))).item() == "AB1234567"
