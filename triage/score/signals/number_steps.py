"""Find numbers that rise by the same step from row to row: filled down in a spreadsheet or counted by a program.

A row fails if its CNIC differs from that of the row before by as much as that one from its own predecessor. Sorted
genuine lists rise by uneven steps. Mobile numbers are issued in blocks, to companies above all, so that a list of one
block counts up innocently: they weigh a little, and have no part in number A.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import Check, checked, percent, setting

STANDS_ON = ("cnic",)


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows with two predecessors, and those with a constant step, for CNIC and mobile."""
    del rules
    found: dict[str, Observation] = {}
    for name in ("cnic", "mobile"):
        if fields.has(name):
            step = fields.step(fields.value(name).cast(pl.Int64, strict=False))
            change = fields.step(step)
            found[f"{name}_rows"] = Count(change.is_not_null())
            found[f"{name}_steady"] = Count((change == 0) & (step != 0))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Return the reason of the field, CNIC or mobile, that is the stronger evidence against; null without any."""
    said = [reason for name in ("cnic", "mobile") if (reason := _field(marks, rule, name))]
    return min(said, key=lambda reason: (reason.decibans, reason.statement), default=None)


def _without_bound(reason: Reason, rule: SignalRule) -> Reason:
    """Return the reason of the mobile numbers without a bound, its weight limited to the rule's `mobile_cap`."""
    most = setting(rule, "mobile_cap")
    return replace(reason, decibans=max(-most, min(0.0, reason.decibans)), bound=None)


def _field(marks: Marks, rule: SignalRule, name: str) -> Reason | None:
    rows, steady = marks.counts[f"{name}_rows"], marks.counts[f"{name}_steady"]
    share = steady / max(rows, 1)
    label = "CNIC" if name == "cnic" else "mobile number"
    genuine = (setting(rule, "genuine_low"), setting(rule, f"{name}_high"))
    reason = checked(
        Check(rows, steady, setting(rule, "chance"), genuine=genuine),
        rule,
        f"In {percent(share)} of rows the {label} goes on by the same step as in the row before.",
    )
    return _without_bound(reason, rule) if reason and name == "mobile" else reason
