"""Map places of CNICs and of addresses to the same zones, so that both can be compared and counted.

A zone is a district, or the districts that CNIC codes do not distinguish (a new district keeps its parent's code). Its
label is a CNIC code of three digits and the kind of place: "352c" is Lahore, a big city; "420m" Karachi, a metropolis;
"311" Bahawalnagar. A province alone has the label of its first digit: "3".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from triage.core.observe import Fields
from triage.recognizers.cnic import district_code
from triage.recognizers.gazetteer import district_in, district_of
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import setting

CITY, METROPOLIS = "c", "m"
"""Kinds of places with many people from elsewhere; all other places have no kind."""

_METROPOLIS = ("Karachi South", "Islamabad")
"""A district of each of the two cities in which most people's families came from elsewhere."""

_EXACT = ("district", "city", "tehsil")
"""Fields whose cells name a place and nothing else, the most exact first."""

_MERGED = {"2": "1"}
"""The first digit of what was FATA, replaced by that of Khyber Pakhtunkhwa, of which it is now part."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The label of each three-digit code, of each district by name, and of each province by name."""

    of_code: Mapping[str, str]
    of_district: Mapping[str, str]
    of_province: Mapping[str, str]

    @classmethod
    def of(cls, rules: Rules, rule: SignalRule) -> Zones:
        """Return the zones of `cnic_code_districts.csv`.

        `city_people` and `city_urban` of the rule define what a big city is.
        """
        codes, districts = _joined(rules)
        facts = {row["district"]: row for row in rules.table("districts")}
        kinds = {
            zone: CITY
            for name, zone in districts.items()
            if name in facts
            and int(facts[name]["population"] or 0) >= setting(rule, "city_people")
            and float(facts[name]["urban_pct"] or 0) / 100 >= setting(rule, "city_urban")
        }
        kinds |= {districts[name]: METROPOLIS for name in _METROPOLIS}
        return cls(
            {code: zone + kinds.get(zone, "") for code, zone in codes.items()},
            {name: zone + kinds.get(zone, "") for name, zone in districts.items()},
            {facts[name]["province"]: province(zone) for name, zone in districts.items() if name in facts},
        )


def province(label: str) -> str:
    """Return the first digit of a label, that of Khyber Pakhtunkhwa for what was FATA."""
    return _MERGED.get(label[0], label[0])


def zone_of_cnic(cnic: pl.Expr, zones: Zones) -> pl.Expr:
    """Return the label of the place where a CNIC was first registered: String, null if the code is not listed."""
    return _read(district_code(cnic), zones.of_code)


def zone_of_place(fields: Fields, zones: Zones, rules: Rules) -> tuple[pl.Expr, pl.Expr] | None:
    """Return the label of the most exact place that a row names, and the text it was read from; null without fields.

    Each row is read by itself: if its district is empty or unknown, then city, tehsil, address and province are used.
    Reading an address costs more than all other expressions together: use the result for everything.
    """
    label: pl.Expr | None = None
    texts: list[pl.Expr] = []
    for name in filter(fields.has, (*_EXACT, "address", "province")):
        # Rows that have a label already are hidden: a null cell costs nothing to read.
        text = fields.value(name) if label is None else pl.when(label.is_null()).then(fields.value(name))
        own = _label(name, text, zones, rules)
        label = own if label is None else pl.coalesce(label, own)
        texts.append(fields.value(name))
    return None if label is None else (label, pl.coalesce(texts))


def _label(field: str, text: pl.Expr, zones: Zones, rules: Rules) -> pl.Expr:
    """Return the label of the place that a cell of this field names."""
    if field == "province":
        return _read(text, zones.of_province)
    return _read((district_in if field == "address" else district_of)(text, rules), zones.of_district)


def _joined(rules: Rules) -> tuple[dict[str, str], dict[str, str]]:
    """Return the zone of each code and of each district: codes and districts that share one are one zone."""
    codes: dict[str, str] = {}
    districts: dict[str, str] = {}
    for row in rules.table("cnic_code_districts"):
        code, name = row["district_code"], row["district"]
        zone = codes.get(code) or districts.get(name) or code
        before = districts.get(name)
        for table in (codes, districts):
            table.update({key: zone for key, other in table.items() if other == before})
        codes[code] = districts[name] = zone
    return codes, districts


def _read(key: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    return key.replace_strict(dict(table), default=None, return_dtype=pl.String)
