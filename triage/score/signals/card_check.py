"""Check that payment card numbers end in their Luhn digit; of random ones 1 in 10 does."""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting

STANDS_ON = ("card",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with a card number, and those that pass."""
    del rules
    if not fields.has("card"):
        return {}
    return {"rows": Count(fields.value("card").is_not_null()), "passed": Count(fields.valid("card"))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many pass: genuine ones fail by typing errors only."""
    rows, passed = marks.counts["rows"], marks.counts["passed"]
    statement = f"{percent(passed / max(rows, 1))} of card numbers have a known scheme and the right check digit."
    return checked(Check(rows, rows - passed, setting(rule, "chance"), "linkage"), rule, statement)
