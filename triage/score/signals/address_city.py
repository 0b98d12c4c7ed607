"""Check that the address names the city in the cell beside it.

Only cells of a city or tehsil are compared: a district is often that of the domicile. Of two columns that were shuffled
separately as many rows agree as the shares of both sides make likely; a list of one city cannot be checked.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.gazetteer import district_in, district_of
from triage.rules.model import Rules, SignalRule
from triage.score.pairs import joined, paired
from triage.score.row_checks import checked, percent
from triage.score.zones import Zones

_CITY = ("city", "tehsil")


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the pair of zones: that of the city and that of the address."""
    city = next(filter(fields.has, _CITY), None)
    if city is None or not fields.has("address"):
        return {}
    zones = Zones.of(rules, rules.signals["cnic_district_address"])
    # An address without a city beside it is not read: reading is dear.
    address = pl.when(fields.value(city).is_not_null()).then(fields.value("address"))
    named, written = (
        district.replace_strict(dict(zones.of_district), default=None, return_dtype=pl.String)
        for district in (district_of(fields.value(city), rules), district_in(address, rules))
    )
    return {"pair": Histogram(joined(named, written, pl.lit(value=True)))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often the zones agree.

    Genuine rows differ if people work elsewhere, and if a place of the address has the name of another.
    """
    check = paired(marks, "pair", "linkage")
    share = 1 - check.failed / max(check.rows, 1)
    return checked(check, rule, f"Addresses name the city that stands beside them in {percent(share)} of rows.")
