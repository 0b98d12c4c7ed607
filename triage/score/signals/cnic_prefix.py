"""Check that CNICs begin with a place that exists: a listed district, then 0, then the tehsil.

A row fails if its first three digits are no listed district or its fourth digit is not 0 (in all 526 published codes it
is). The five-digit list lacks whole tehsils, so it is reported and does not decide: an extract of one tehsil must not
fail because the list lacks that tehsil. Numbers of other plans (POC, Afghan cards) begin with 9; if many do, there is
no reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.cnic import listed_prefix, province
from triage.rules.model import Rules, SignalRule
from triage.score.place_codes import placed
from triage.score.row_checks import Check, checked, histogram, percent, setting

STANDS_ON = ("cnic",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with a CNIC, those of a known place, those with a listed tehsil, and first digits."""
    if not fields.has("cnic"):
        return {}
    cnic = fields.value("cnic")
    return {
        "rows": Count(cnic.is_not_null()),
        "placed": Count(placed(cnic, rules)),
        "listed": Count(listed_prefix(cnic, rules)),
        "first_digit": Histogram(province(cnic)),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many CNICs name a place: random digits do in 2 rows of 100."""
    rows, known, listed = (marks.counts[name] for name in ("rows", "placed", "listed"))
    first = histogram(marks, "first_digit")
    if not rows or first["9"] > setting(rule, "nines_most") * rows:
        return None
    reason = checked(
        Check(rows, rows - known, setting(rule, "chance")),
        rule,
        f"{percent(known / rows)} of CNICs begin with a district that exists, followed by 0.",
    )
    nowhere = (first["0"] + first["9"]) / rows
    told = (
        f"{percent(known / rows)} of {rows:,} CNICs name a district and 0, {percent(listed / rows)} a listed tehsil; "
        f"{percent(nowhere)} begin with 0 or 9"
    )
    return reason and replace(reason, observed=told)
