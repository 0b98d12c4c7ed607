"""Find numbers that were never issued: examples from documentation, one repeated digit, digits counted up or down.

A row fails if its CNIC or mobile number is one, or its name is a word of test data. Fine mobile numbers are sold for
their endings, so only whole subscriber numbers count.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.known_marks import any_of, has_mark
from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.recognizers import cnic as of_cnic
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting

FIELDS = ("cnic", "mobile", "name")


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with a number or a name, those with a placeholder, and those with a filler."""
    present = [name for name in FIELDS if fields.has(name)]
    if not present:
        return {}
    tests = [test for name in present if (test := has_mark(rules, "placeholder", name, fields.value(name))) is not None]
    if fields.has("cnic"):
        tests.append(of_cnic.placeholder(fields.value("cnic"), rules))
    filled = [test for name in present if (test := has_mark(rules, "filler", name, pl.col(name))) is not None]
    return {
        "fillers": Count(any_of(filled)),
        "rows": Count(any_of([fields.value(name).is_not_null() for name in present])),
        "placeholders": Count(any_of(tests)),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how many rows have one: some clerks type them, but a table full of them was invented."""
    rows, failed = marks.counts["rows"], marks.counts["placeholders"]
    said = f"{percent(failed / max(rows, 1))} of rows hold a number or name of documentation, tests or lazy typing."
    if filled := marks.counts["fillers"]:
        share = percent(filled / max(rows, filled))
        said += f" {share} hold zeros, one digit or counting where a number was asked for: it counts as missing."
    return checked(Check(rows, failed, setting(rule, "chance")), rule, said)
