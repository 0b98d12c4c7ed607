"""Check that not both sexes bear cards of the other: the rarer of both crossings, in units of what chance gives.

It limits number B (`triage.score.crossed_sexes`); the pairs are counted by `sex_digit_name`.
"""

from __future__ import annotations

from triage.core.model import Reason
from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score import crossed_sexes
from triage.score.row_checks import Check, checked, percent, setting

MARKS = crossed_sexes.MARKS
STANDS_ON = ("cnic",)


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge the rarer crossing as a check of all rows that show both sexes."""
    found = crossed_sexes.crossed(marks, rule)
    if found is None:
        return None
    genuine = setting(rule, "genuine_low") * found.clash, setting(rule, "genuine_high") * found.clash
    failed = round(min(found.rate, 1.0) * found.clash * found.rows)
    return checked(
        Check(found.rows, failed, found.clash, genuine=genuine),
        rule,
        "Men's names beside women's cards, and women's names beside men's cards: the rarer of both is "
        f"{percent(min(found.rate, 1.0))} as frequent as in columns that do not belong together.",
    )
