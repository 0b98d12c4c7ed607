"""A place that a form filled in where the clerk typed none: it says nothing of where people live.

People of a large city have its cards more often than others have; a default has them as often as all rows together do,
while the other places beside it agree with their cards as usual. Then the rows of that place are rows without one.
"""

from __future__ import annotations

import polars as pl

_SHARE, _ROWS = 0.15, 50
"""Least share, and number, of rows with a place from which one value may be a default."""

_ELSEWHERE = 0.5
"""Least share of cards at home among the other rows: elsewhere places and cards belong together."""

_TIMES = 0.5
"""Most that cards at home among the rows of a default are of those among the others."""

_PLACES = ("place_zone", "place_kind", "place_tehsil", "landline_home", "closed_home")


def emptied(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return complete evidence of one dump, without the place of rows whose place is a default."""
    known = evidence.filter(pl.col("place_zone").is_not_null() & pl.col("cnic_zone").is_not_null())
    if known.height < 2 * _ROWS:
        return evidence
    most = known["place_zone"].mode().sort().item(0)
    here, others = known.filter(pl.col("place_zone") == most), known.filter(pl.col("place_zone") != most)
    if min(here.height, others.height) < max(_ROWS, _SHARE * known.height):
        return evidence
    elsewhere = _at_home(others)
    if elsewhere < _ELSEWHERE or _at_home(here) > _TIMES * elsewhere:
        return evidence
    is_default = (pl.col("place_zone") == most).fill_null(value=False)
    return evidence.with_columns(pl.when(~is_default).then(pl.col(name)).alias(name) for name in _PLACES)


def _at_home(rows: pl.DataFrame) -> float:
    """Return the share of rows whose card was issued where they live."""
    return int((rows["cnic_zone"] == rows["place_zone"]).sum()) / rows.height
