"""Check that the last digit of a CNIC and the gender column state the same sex.

A last digit of 0 is left out: spreadsheets that keep 12 digits make all last digits 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.cnic import sex
from triage.rules.model import Rules, SignalRule
from triage.score import guardians
from triage.score.pairs import joined

STANDS_ON = ("cnic",)

_STATEMENT = "The last digit of the CNIC agrees with the gender column in {share} of rows."


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the pair of sexes; the third gender has no digit."""
    del rules
    if not fields.has("cnic", "gender"):
        return {}
    cnic, gender = fields.value("cnic"), fields.value("gender")
    scope = cnic.str.ends_with("0").not_() & gender.is_in(["M", "F"])
    return {"pair": Histogram(joined(sex(cnic), gender, scope))}


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: shuffled or random columns agree by chance only, by the shares of the sexes."""
    return guardians.judged(marks, rule, _STATEMENT, is_typed=True)
