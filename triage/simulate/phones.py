"""Telephones by place: landlines in the area of the row's district, the closed network where it alone is sold.

The families of worlds draw mobile codes whatever the place. The Special Communications Organization (0355) sells in
Azad Jammu and Kashmir and in Gilgit-Baltistan: elsewhere few keep such a number, and there many have one.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from triage import rules as rulebook
from triage.simulate.desk import areas
from triage.simulate.draw import Rng, chance, stream
from triage.simulate.places import places
from triage.simulate.registered import as_sorted

_CLOSED, _CLOSED_OPERATOR = "0355", "SCOM"
_CLOSED_PROVINCES = ("Azad Jammu and Kashmir", "Gilgit-Baltistan")
_TAKEN_ALONG = (0.02, 0.15)
"""Range of the share of numbers of the closed network that are kept by people who moved away."""
_LOCAL = (0.1, 0.4)
"""Range of the share of numbers of the closed network where it is sold."""

_LANDLINES = 0.2
"""Files of extracts with addresses that have a column of landlines."""
_FILLED = (0.2, 0.8)
_IN_AREA = (0.85, 0.99)
"""Range of the share of landlines in the area of the row; the others are of a place of work, or of parents."""


@cache
def closed_since() -> int:
    """Return the year in which numbers of the closed network came into use."""
    rows = rulebook.load().table("mobile_prefixes")
    return next(int(row["first_year"]) for row in rows if row["prefix"] == _CLOSED)


def by_place(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the records with codes of the closed network moved to where it is sold."""
    if "mobile" not in frame.columns:
        return frame
    district = _district(frame)
    if district is None:
        return frame
    rng = stream(seed, "closed network")
    along, local = float(rng.uniform(*_TAKEN_ALONG)), float(rng.uniform(*_LOCAL))
    is_home = pl.Series(chance(rng, local, frame.height)) & district.is_in(_closed_districts()).fill_null(value=False)
    is_away = pl.Series(chance(rng, 1 - along, frame.height)) & ~district.is_in(_closed_districts()).fill_null(
        value=True
    )
    code = frame["mobile"].str.head(4)
    others = code.filter((code != _CLOSED).fill_null(value=False)).drop_nulls()
    if not others.len():
        return frame
    drawn = others.gather(pl.Series(rng.integers(0, others.len(), frame.height)))
    new = drawn.zip_with(is_away & (code == _CLOSED), code)
    new = pl.Series([_CLOSED]).new_from_index(0, frame.height).zip_with(is_home & code.is_not_null(), new)
    moved = (new != code).fill_null(value=False)
    if not moved.any():
        return frame
    mobile = new + frame["mobile"].str.slice(4)
    free = moved & ~mobile.is_in(frame["mobile"].drop_nulls().implode()) & mobile.is_first_distinct()
    columns = [mobile.zip_with(free, frame["mobile"]).alias("mobile")]
    if "operator" in frame.columns:
        named = new.replace_strict(_operators(), default=None, return_dtype=pl.String)
        columns.append(named.zip_with(free & named.is_not_null(), frame["operator"]).alias("operator"))
    return as_sorted(frame, frame.with_columns(columns), "mobile")


def with_landlines(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the records with a column of landlines after the mobile numbers, in some files."""
    rng = stream(seed, "landlines")
    if rng.random() >= _LANDLINES or "landline" in frame.columns or not {"mobile", "address"} <= set(frame.columns):
        return frame
    district = _district(frame)
    if district is None:
        return frame
    at = frame.columns.index("mobile") + 1
    return frame.insert_column(at, _landlines(rng, district).alias("landline"))


def _landlines(rng: Rng, district: pl.Series) -> pl.Series:
    rows, (area, digits) = len(district), areas()
    index = district.replace_strict({name: n for n, name in enumerate(places().names)}, default=None)
    far = pl.Series(rng.integers(0, len(area), rows))
    near = pl.Series(chance(rng, float(rng.uniform(*_IN_AREA)), rows))
    where = index.cast(pl.Int64).zip_with(near, far)
    width = digits.gather(where).fill_null(7).to_numpy()
    subscriber = pl.Series(((2 + 7 * rng.random(rows)) * 10.0 ** (width - 1)).astype("int64")).cast(pl.String)
    filled = pl.Series(chance(rng, float(rng.uniform(*_FILLED)), rows))
    return (area.gather(where) + subscriber).set(~filled, None)


def _district(frame: pl.DataFrame) -> pl.Series | None:
    """Return the district of each row, by its column or as the last that the address names; null without any."""
    known = {name.upper(): name for name in places().names} | {"KARACHI": "Karachi South"}
    if "district" in frame.columns:
        return frame["district"].str.to_uppercase().replace_strict(known, default=None, return_dtype=pl.String)
    if "address" not in frame.columns:
        return None
    spaced = " " + frame["address"].str.to_uppercase().str.replace_all("[^A-Z]+", " ") + " "
    names = sorted((f" {name} " for name in known), key=len, reverse=True)
    last = spaced.to_frame("text").select(pl.col("text").str.extract_many(names, leftmost=True).list.last())
    return last.to_series().str.strip_chars().replace_strict(known, default=None, return_dtype=pl.String)


@cache
def _closed_districts() -> tuple[str, ...]:
    here = places()
    return tuple(n for n, province in zip(here.names, here.provinces, strict=True) if province in _CLOSED_PROVINCES)


@cache
def _operators() -> dict[str, str]:
    return {row["prefix"]: row["operator"] for row in rulebook.load().table("mobile_prefixes") if row["operator"]}
