"""Places of CNICs and of addresses in one vocabulary, so that both sides can be compared and counted.

A zone is a district, or the districts that CNIC codes do not tell apart (a new district keeps its parent's code).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from recognizers.cnic import district_code
from recognizers.gazetteer import district_in, district_of, province_of
from rules.model import Rules, SignalRule
from triage.observe import Fields
from triage.score.tell import setting

METROPOLIS = ("Karachi South", "Islamabad")
"""A district of each of the two cities where most people's families came from elsewhere."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The zone of a CNIC's first three digits, of a district's name, and what is known of a zone."""

    of_code: Mapping[str, str]
    of_district: Mapping[str, str]
    province: Mapping[str, str]
    people: Mapping[str, int]
    urban: Mapping[str, float]

    @classmethod
    def of(cls, rules: Rules) -> Zones:
        """The zones of `cnic_code_districts.csv`, with what `districts.csv` says of their largest district."""
        of_code: dict[str, str] = {}
        of_district: dict[str, str] = {}
        for row in rules.table("cnic_code_districts"):
            code, district = row["district_code"], row["district"]
            zone = of_code.get(code) or of_district.get(district) or code
            for table in (of_code, of_district):
                # A district that two codes agree with makes one zone of both.
                table.update({key: zone for key, other in table.items() if other == of_district.get(district)})
            of_code[code] = of_district[district] = zone
        facts = {row["district"]: row for row in rules.table("districts")}
        largest = sorted(
            of_district, key=lambda name: (int(facts[name]["population"] or 0) if name in facts else 0, name)
        )
        by_zone = {of_district[name]: facts[name] for name in largest if name in facts}
        return cls(
            of_code,
            of_district,
            {zone: row["province"] for zone, row in by_zone.items()},
            {zone: int(row["population"] or 0) for zone, row in by_zone.items()},
            {zone: float(row["urban_pct"] or 0) / 100 for zone, row in by_zone.items()},
        )

    def cities(self, rule: SignalRule) -> list[str]:
        """Zones of big cities, by the rule's thresholds of people and of their urban share."""
        people, urban = setting(rule, "city_people"), setting(rule, "city_urban")
        return sorted(zone for zone in self.people if self.people[zone] >= people and self.urban[zone] >= urban)

    def metropolis(self) -> list[str]:
        """The zones of Karachi and Islamabad."""
        return [self.of_district[name] for name in METROPOLIS]


def mixed(rule: SignalRule, shares: Mapping[str, float]) -> tuple[float, float]:
    """The range of genuine failures of a dump with these shares of rows in cities of a kind, the rest elsewhere.

    The rule has a range for each kind (`city_low`, `city_high`, ...) and one for the rest (`genuine_low`, ...).
    """
    rest = 1.0 - sum(shares.values())
    ends = (
        rest * setting(rule, f"genuine_{end}")
        + sum(share * setting(rule, f"{kind}_{end}") for kind, share in shares.items())
        for end in ("low", "high")
    )
    low, high = ends
    return low, high


def zone_of_cnic(cnic: pl.Expr, zones: Zones) -> pl.Expr:
    """The zone where a CNIC was first registered: String, null where the code is not listed."""
    return _read(district_code(cnic), zones.of_code)


def zone_of_place(fields: Fields, zones: Zones, rules: Rules) -> pl.Expr | None:
    """The zone that the most exact place of a row lies in; null (no expression) where no field names a place."""
    known = [name for name in ("district", "city", "tehsil") if fields.has(name)]
    if known:
        return _read(district_of(fields.value(known[0]), rules), zones.of_district)
    return _read(district_in(fields.value("address"), rules), zones.of_district) if fields.has("address") else None


def province_of_place(fields: Fields, zones: Zones, rules: Rules) -> pl.Expr | None:
    """The province that a row's place lies in, else the province named; null (no expression) where there is neither."""
    zone = zone_of_place(fields, zones, rules)
    if zone is not None:
        return province_of_zone(zone, zones)
    return province_of(fields.value("province"), rules) if fields.has("province") else None


def province_of_zone(zone: pl.Expr, zones: Zones) -> pl.Expr:
    """The province of a zone; what was FATA is Khyber Pakhtunkhwa."""
    return _read(zone, zones.province)


def _read(key: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    return key.replace_strict(dict(table), default=None, return_dtype=pl.String)
