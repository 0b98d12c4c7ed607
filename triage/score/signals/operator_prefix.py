"""Check that the operator column agrees with the code of the mobile number.

Numbers are portable since 2007, so some differ; full agreement only means that the column was derived from the number.
Warid was bought by Jazz: both names are one operator.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.mobile import operator
from triage.rules.model import Rules, SignalRule
from triage.score.pairs import joined, paired
from triage.score.row_checks import checked, percent


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by operator of the code and operator in the column."""
    if not fields.has("mobile", "operator"):
        return {}
    by_code, named = (
        each.replace("Warid", "Jazz") for each in (operator(fields.value("mobile"), rules), fields.value("operator"))
    )
    return {"pair": Histogram(joined(by_code, named, pl.lit(value=True)))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: shuffled or invented operators agree by chance only, by the operators' shares."""
    check = paired(marks, "pair", "linkage")
    share = 1 - check.failed / max(check.rows, 1)
    return checked(check, rule, f"The operator named agrees with the code of the number in {percent(share)} of rows.")
