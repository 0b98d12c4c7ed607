"""Check that a landline rings in the district of the same row: its area code covers one district or some neighbours.

Chance comes from the dump's own area codes and places. A dump of one area cannot be checked, and gets no reason;
nor does one of which many rows with a place have no landline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.landline import area_code
from triage.rules.model import Rules, SignalRule
from triage.score.areas import landline_at_home
from triage.score.pairs import SEAM, joined
from triage.score.row_checks import Check, checked, histogram, percent, setting
from triage.score.zones import Zones, zone_of_place


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by area code and place, and by whether the place lies in the area, where both are known."""
    place = zone_of_place(fields, Zones.of(rules, rules.signals["cnic_district_address"]), rules)
    if place is None or not fields.has("landline"):
        return {}
    landline, label = fields.value("landline"), place[0]
    is_home = landline_at_home(landline, label, rules)
    known = is_home.is_not_null()
    return {
        "rows": Count(place[0].is_not_null()),
        "home": Count(is_home),
        "pair": Histogram(joined(area_code(landline, rules), label, known)),
        "fits": Histogram(joined(area_code(landline, rules), label, is_home)),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: numbers that were drawn apart agree by chance only."""
    areas, places = Counter[str](), Counter[str]()
    for pair, count in histogram(marks, "pair").items():
        area, place = pair.split(SEAM)
        areas[area] += count
        places[place] += count
    rows, home = areas.total(), marks.counts["home"]
    if rows < setting(rule, "filled_least") * marks.counts["rows"]:
        return None  # who has a landline is not drawn by lot: made-up rows often fill a column that others leave empty
    fitting = (pair.split(SEAM) for pair in histogram(marks, "fits"))
    chance = 1.0 - sum(areas[area] * places[place] for area, place in fitting) / max(rows, 1) ** 2
    share = percent(home / max(rows, 1))
    check = Check(rows, rows - home, chance, "linkage")
    return checked(check, rule, f"{share} of landlines have the area code of the place in their row.")
