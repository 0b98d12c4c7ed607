"""Check that numbers of a network that is sold in some provinces alone (0355, SCO) stand in rows of those provinces.

Who draws codes from a list gives every fiftieth person such a number, wherever it lives. Chance is the share of the
dump's rows elsewhere. No list of codes for companies or machines is public, so those are not checked.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.areas import closed_at_home, sold
from triage.score.row_checks import Check, checked, percent
from triage.score.zones import Zones, zone_of_place


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count numbers of closed networks with a place, those where they are sold, and all numbers with a place."""
    place = zone_of_place(fields, Zones.of(rules, rules.signals["cnic_district_address"]), rules)
    if place is None or not fields.has("mobile"):
        return {}
    is_home = closed_at_home(fields.value("mobile"), place[0], rules)
    both = fields.value("mobile").is_not_null() & place[0].is_not_null()
    return {
        "closed": Count(is_home.is_not_null()),
        "home": Count(is_home),
        "numbers": Count(both),
        "sold": Count(both & sold(place[0])),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many stand where the network is sold: codes drawn apart from places stand anywhere."""
    closed, home = marks.counts["closed"], marks.counts["home"]
    chance = 1.0 - marks.counts["sold"] / max(marks.counts["numbers"], 1)
    share = percent(home / max(closed, 1))
    statement = f"{share} of numbers of a network that is sold in AJK and Gilgit-Baltistan alone are in rows of there."
    return checked(Check(closed, closed - home, chance, "linkage"), rule, statement)
