"""Check that the CNIC's first digit names the province of the address, except for people who moved far.

Karachi and Islamabad, and less so other big cities, have many people from elsewhere: the range of genuine rows is mixed
from three. A dump of one province cannot be checked, and gets no reason.

It observes nothing of its own: the provinces come from the places that `cnic_district_address` counts.
"""

from __future__ import annotations

from triage.core.model import Reason
from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score.relocation import Sides, check
from triage.score.row_checks import checked, percent
from triage.score.zones import province

STANDS_ON = ("cnic",)

MARKS = "cnic_district_address"
"""The signal whose marks are judged."""


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often the provinces agree: shuffled columns agree by chance only."""
    sides = Sides.of(marks, province)
    found = check(sides, rule)
    share = sides.same / max(sides.rows, 1)
    statement = f"{percent(share)} of CNICs were first registered in the province of the address."
    return checked(found, rule, statement) if found else None
