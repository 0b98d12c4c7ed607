"""Count rows that fail at least one check of what is impossible: the joint count for number A.

Two halves of a dump may fail different checks; each check alone then shows half of it, this one shows both. A birth
that a program moved into this century is no impossible one.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.known_marks import any_of
from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.recognizers.dob import is_century_late
from triage.rules.model import Rules, SignalRule
from triage.score.place_codes import placed
from triage.score.row_checks import Check, checked, percent, setting

STANDS_ON = ("cnic", "mobile", "iban", "dob")

_VALID = ("mobile", "iban", "dob")
"""Fields whose recognizer's check decides what is impossible."""


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with such a value, and rows with an impossible one."""
    tests = {name: fields.valid(name).not_() for name in _VALID if fields.has(name)}
    if "dob" in tests:
        tests["dob"] &= is_century_late(fields.value("dob"), rules).not_()
    if fields.has("cnic"):
        cnic = fields.value("cnic")
        tests["cnic"] = placed(cnic, rules).not_()
    if not tests:
        return {}
    return {
        "rows": Count(any_of([fields.value(name).is_not_null() for name in sorted(tests)])),
        "impossible": Count(any_of([tests[name] for name in sorted(tests)])),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many rows fail: genuine rows fail by typing errors and by gaps of the lists."""
    rows, failed = marks.counts["rows"], marks.counts["impossible"]
    return checked(
        Check(rows, failed, setting(rule, "chance")),
        rule,
        f"{percent(failed / max(rows, 1))} of rows hold a number or date that no authority can have given.",
    )
