"""Register people in the tehsil that their row names: the last two digits of a CNIC's place code.

The families of worlds draw the place code of the district. Here some of those who still live in that district get the
code of the tehsil in their row, as most people register at the nearest office. How many differs from world to world,
and in some worlds nobody does. Only these two digits change, by a stream of their own: every other draw stays.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from triage import rules as rulebook
from triage.simulate.draw import stream

_NEVER = 0.05
"""Worlds in which the codes of tehsils follow nothing."""

_NEAR = (0.35, 0.95)
"""Range of the share of people, of those who live in the district of their card, who registered in their tehsil.

No rate is published: the range is wide on purpose.
"""

_PARTS = r"(?: (?:CITY|SADDAR|SADAR|CANTT|TOWN))+$"
_COUNTED = ("serial", "row_no")


def registered(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the records with CNICs of the tehsils that they name; a file sorted by CNIC stays sorted."""
    named = _named(frame) if "cnic" in frame.columns else None
    rng = stream(seed, "tehsils")
    near = 0.0 if rng.random() < _NEVER else float(rng.uniform(*_NEAR))
    if named is None or not near:
        return frame
    code, card = pl.col("cnic").str.slice(0, 3), pl.col("cnic")
    office = (code + pl.lit("/") + pl.col("named")).replace_strict(_offices(), default=None, return_dtype=pl.String)
    known = card.str.contains("^[0-9]{13}$")
    people = frame.select("cnic", named.alias("named")).filter(known).with_columns(office=office).drop_nulls("office")
    people = people.unique("cnic", keep="first", maintain_order=True)
    chosen = people.filter(pl.Series(rng.random(people.height) < near, dtype=pl.Boolean))
    moved = chosen.with_columns(new=pl.col("office") + card.str.slice(5)).filter(pl.col("new") != card)
    taken = set(frame["cnic"].drop_nulls().to_list())
    moved = moved.filter(~pl.col("new").is_in(taken)).unique("new", keep="first", maintain_order=True)
    if not moved.height:
        return frame
    return as_sorted(frame, frame.with_columns(card.replace(moved["cnic"], moved["new"])), "cnic")


def as_sorted(before: pl.DataFrame, after: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return the changed records sorted by a column if they were; columns that count rows stay as they were."""
    if not before[column].is_sorted():
        return after
    counted = [before[name] for name in _COUNTED if name in before.columns]
    return after.sort(column, maintain_order=True).with_columns(counted)


def _named(frame: pl.DataFrame) -> pl.Series | None:
    """Return the tehsil that each record names, by its column or as the first in its address; null without any."""
    if "tehsil" in frame.columns:
        words = frame["tehsil"].str.to_uppercase().str.replace_all("[^A-Z]+", " ")
        return words.str.strip_chars().str.replace(_PARTS, "")
    if "address" not in frame.columns:
        return None
    spaced = " " + frame["address"].str.to_uppercase().str.replace_all("[^A-Z]+", "  ") + " "
    names = sorted({f" {office.partition('/')[2].replace(' ', '  ')} " for office in _offices()}, key=len, reverse=True)
    found = spaced.to_frame("text").select(pl.col("text").str.extract_many(names, leftmost=True).list.first())
    return found.to_series().str.strip_chars().str.replace_all("  ", " ")


@cache
def _offices() -> dict[str, str]:
    """Return the first listed code of each "district code/tehsil"."""
    found: dict[str, str] = {}
    for row in rulebook.load().table("cnic_tehsils"):
        name = re.sub(_PARTS, "", re.sub("[^A-Z]+", " ", row["tehsil"].upper()).strip())
        if name:
            found.setdefault(f"{row['district_code']}/{name}", row["prefix"])
    return found
