"""The CNIC was first registered where its holder lives, for most people; the rest moved.

Agreement is told apart from chance by the dump's own places: of two columns shuffled apart, as many rows agree as the
shares of both sides make them. A dump of one district cannot be checked, and nothing is said of it. How many genuine
rows differ depends on how many live in big cities, so the range is mixed from two.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rules.model import Rules, SignalRule
from triage.model import Reason
from triage.observe import Count, Fields, Histogram, Observation
from triage.score.places import Zones, mixed, zone_of_cnic, zone_of_place
from triage.score.tell import Check, checked, clash, histogram, percent, setting
from triage.summary import Marks


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Zones of both sides in rows that have both, rows that agree, and rows in big cities."""
    zones = Zones.of(rules)
    place = zone_of_place(fields, zones, rules)
    if place is None or not fields.has("cnic"):
        return {}
    cnic = zone_of_cnic(fields.value("cnic"), zones)
    both = place.is_not_null() & cnic.is_not_null()
    return {
        "cnic": Histogram(pl.when(both).then(cnic)),
        "place": Histogram(pl.when(both).then(place)),
        "same": Count(cnic == place),
        "city": Count(both & place.is_in(zones.cities(rules.signals["cnic_district_address"]))),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Shuffled columns agree by chance only."""
    cnic, place = histogram(marks, "cnic"), histogram(marks, "place")
    rows, same = cnic.total(), marks.counts["same"]
    if not rows or place.most_common(1)[0][1] > setting(rule, "place_most") * rows:
        return None
    return checked(
        Check(rows, rows - same, clash(cnic, place), "linkage", mixed(rule, {"city": marks.counts["city"] / rows})),
        rule,
        f"{percent(same / rows)} of CNICs were first registered in the district of the address.",
    )
