"""Count how many rows with a mobile number each CNIC has.

Subscriber lists have 1.3 to 2.5 numbers per CNIC and a thin tail to 8. One number per CNIC is what generators make, and
also what a list of customers or a deduplicated list has: it weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Observation, Sketch
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import percent, setting


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Sketch the CNICs of rows that have a mobile number."""
    del rules
    if not fields.has("cnic", "mobile"):
        return {}
    return {"owner": Sketch(pl.when(fields.value("mobile").is_not_null()).then(fields.value("cnic")))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge the numbers per CNIC: a small weight for genuine in the usual range, or against beyond the legal one."""
    owners = marks.sketches.get("owner")
    if not owners or len(owners.hashes) < setting(rule, "rows_least"):
        return None
    mean, many = float(owners.counts.mean()), float(np.mean(owners.counts > setting(rule, "legal_most")))
    decibans = 0.0
    if setting(rule, "mean_low") <= mean <= setting(rule, "mean_high"):
        decibans = setting(rule, "cap")
    if many > setting(rule, "many_most"):
        decibans = -setting(rule, "cap")
    return Reason(
        rule.id,
        decibans,
        f"Each CNIC has {mean:.2f} mobile numbers on average; {percent(many)} have more than the law allows.",
        observed=f"{mean:.2f} per CNIC",
        expected="1.3 to 2.5 in subscriber lists, 1 in lists of customers",
        innocent=rule.innocent,
    )
