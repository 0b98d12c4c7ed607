"""Check that mobile numbers begin with a code that was ever allotted.

Codes of closed networks count as allotted: an extract of 2008 is genuine. About half of the codes 0300-0399 are
allotted, so "03" and random digits fail in half of the rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.recognizers.mobile import allocated
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting

STANDS_ON = ("mobile",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with a mobile number, and those with an allotted code."""
    if not fields.has("mobile"):
        return {}
    mobile = fields.value("mobile")
    return {"rows": Count(mobile.is_not_null()), "allotted": Count(allocated(mobile, rules))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many codes are allotted: nearly all genuine numbers have such a code."""
    rows, allotted = marks.counts["rows"], marks.counts["allotted"]
    statement = f"{percent(allotted / max(rows, 1))} of mobile numbers begin with a code that was ever allotted."
    return checked(Check(rows, rows - allotted, setting(rule, "chance"), "linkage"), rule, statement)
