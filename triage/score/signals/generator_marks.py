"""Find the marks of known generators: American telephone forms, states and postcodes, reserved mail domains.

Generator libraries know Pakistani names at best; for the rest they use American forms. The forms are the rows of
`rules/tables/fabrication_marks.csv`, searched in the cells as written.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.known_marks import any_of, fields_of, has_mark
from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with text in such a field, and those with a mark."""
    present = [name for name in fields_of(rules, "generator") if fields.has(name)]
    if not present:
        return {}
    tests = [test for name in present if (test := has_mark(rules, "generator", name, fields.raw(name))) is not None]
    return {
        "rows": Count(any_of([fields.raw(name).is_not_null() for name in present])),
        "marked": Count(any_of(tests)),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many rows have a mark: nearly no genuine row has one."""
    rows, failed = marks.counts["rows"], marks.counts["marked"]
    return checked(
        Check(rows, failed, setting(rule, "chance")),
        rule,
        f"{percent(failed / max(rows, 1))} of rows bear a form that generators write and Pakistani systems do not.",
    )
