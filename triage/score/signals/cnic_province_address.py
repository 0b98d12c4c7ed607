"""The CNIC's first digit names the province of the address, except for people who moved far.

Karachi and Islamabad, and less so other big cities, live by people from elsewhere: the range of genuine rows is mixed
from three. A dump of one province cannot be checked, and nothing is said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from rules.model import Rules, SignalRule
from triage.model import Reason
from triage.observe import Count, Fields, Histogram, Observation
from triage.score.pairs import SEAM, joined, paired
from triage.score.places import Zones, mixed, province_of_place, province_of_zone, zone_of_cnic, zone_of_place
from triage.score.tell import checked, histogram, percent, setting
from triage.summary import Marks


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Provinces side by side, and rows in Karachi or Islamabad, and in other big cities."""
    zones = Zones.of(rules)
    zone, province = zone_of_place(fields, zones, rules), province_of_place(fields, zones, rules)
    if province is None or not fields.has("cnic"):
        return {}
    home = province_of_zone(zone_of_cnic(fields.value("cnic"), zones), zones)
    found: dict[str, Observation] = {"pair": Histogram(joined(home, province, pl.lit(value=True)))}
    if zone is not None:
        cities = set(zones.cities(rules.signals["cnic_province_address"])) - set(zones.metropolis())
        found["metropolis"] = Count(home.is_not_null() & zone.is_in(zones.metropolis()))
        found["city"] = Count(home.is_not_null() & zone.is_in(sorted(cities)))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Shuffled columns agree by chance only."""
    check = paired(marks, "pair", "linkage")
    places = Counter[str]()
    for pair, count in histogram(marks, "pair").items():
        places[pair.split(SEAM)[1]] += count
    if not check.rows or places.most_common(1)[0][1] > setting(rule, "place_most") * check.rows:
        return None
    shares = {kind: marks.counts[kind] / check.rows for kind in ("city", "metropolis")}
    share = 1 - check.failed / check.rows
    return checked(
        replace(check, genuine=mixed(rule, shares)),
        rule,
        f"{percent(share)} of CNICs were first registered in the province of the address.",
    )
