"""Check that IMEIs end in their Luhn digit; of random ones 1 in 10 does.

Call records replace the check digit by 0: such rows are left out, and so is the IMEISV, which has none.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.recognizers.imei import LENGTH, check_digit_lost
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting

STANDS_ON = ("imei",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows whose IMEI has a check digit, and those that pass."""
    del rules
    if not fields.has("imei"):
        return {}
    imei = fields.value("imei")
    has_digit = (imei.str.len_bytes() == LENGTH) & check_digit_lost(imei).not_()
    return {"rows": Count(has_digit), "passed": Count(has_digit & fields.valid("imei"))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many pass: genuine ones fail by typing errors only."""
    rows, passed = marks.counts["rows"], marks.counts["passed"]
    statement = f"{percent(passed / max(rows, 1))} of IMEIs end in their check digit."
    return checked(Check(rows, rows - passed, setting(rule, "chance"), "linkage"), rule, statement)
