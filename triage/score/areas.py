"""Compare what is given out by place with the place of the same row: area codes of landlines, codes of closed networks.

An area code covers one district or some neighbours. 0355 is sold by the Special Communications Organization (SCO) in
Azad Jammu and Kashmir and in Gilgit-Baltistan alone. No list of codes for companies or machines is public.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from triage.recognizers.landline import area_code
from triage.recognizers.mobile import prefix
from triage.rules.model import Rules
from triage.score.zones import Zones

CLOSED = "SCOM"
"""The operator of `mobile_prefixes.csv` whose codes are sold in some provinces alone."""

_HOMES = ("7", "8")
"""First digits of the zones in which that operator sells: Gilgit-Baltistan, Azad Jammu and Kashmir."""

_DIGITS = "^([0-9]+)"


def landline_at_home(landline: pl.Expr, place: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether a place (label of a zone) lies in the area of a landline: Boolean, null if either is not known."""
    pairs = _pairs(rules)
    area = area_code(landline, rules)
    zone = place.str.extract(_DIGITS, 1)
    both = area.is_in(sorted({pair.partition("/")[0] for pair in pairs})) & (zone.str.len_chars() > 1)
    return pl.when(both).then(pl.concat_str(area, pl.lit("/"), zone).is_in(pairs))


def closed_at_home(mobile: pl.Expr, place: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether a number of a closed network stands in a row of where it is sold: Boolean, null for others."""
    codes = [row["prefix"] for row in rules.table("mobile_prefixes") if row["operator"] == CLOSED]
    return pl.when(prefix(mobile).is_in(codes)).then(place.str.slice(0, 1).is_in(_HOMES))


def _pairs(rules: Rules) -> list[str]:
    """Return every area code with the number of every zone in it: "042/352"."""
    zones = Zones.of(rules, rules.signals["cnic_district_address"])
    found = set()
    for row in rules.table("landline_area_codes"):
        told = f"{row['districts']}; {row['places']}"
        found |= {f"{row['area_code']}/{_number(zone)}" for name, zone in zones.of_district.items() if name in told}
    return sorted(found)


@cache
def _number(zone: str) -> str:
    return zone.rstrip("cm")
