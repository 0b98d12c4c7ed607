"""Check that the CNIC was first registered in the district of the address, as for most people; the rest moved.

Agreement is compared with chance by the dump's own places: of two columns shuffled separately, as many rows agree as
the shares of both sides make likely. A dump of one district cannot be checked, and gets no reason. How many genuine
rows differ depends on how many people live in big cities, so the range is mixed from several.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.pairs import joined
from triage.score.relocation import Sides, check
from triage.score.row_checks import checked, histogram, percent
from triage.score.zones import Zones, zone_of_cnic, zone_of_place

STANDS_ON = ("cnic",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the pair of labels of both places, and rows with a CNIC and any text that should name a place."""
    zones = Zones.of(rules, rules.signals["cnic_district_address"])
    place = zone_of_place(fields, zones, rules)
    if place is None or not fields.has("cnic"):
        return {}
    label, text = place
    cnic = zone_of_cnic(fields.value("cnic"), zones)
    return {
        "asked": Count(cnic.is_not_null() & text.is_not_null()),
        "pair": Histogram(joined(cnic, label, pl.lit(value=True))),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: shuffled columns agree by chance only. Null if only provinces are named."""
    if all(len(pair.rpartition("|")[2]) == 1 for pair in histogram(marks, "pair")):
        return None
    sides = Sides.of(marks, str)
    found = check(sides, rule)
    share = sides.same / max(sides.rows, 1)
    statement = f"{percent(share)} of CNICs were first registered in the district of the address."
    return checked(found, rule, statement) if found else None
