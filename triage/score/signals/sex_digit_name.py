"""Check that the last digit of a CNIC and the name state the same sex.

Names that both sexes bear, and names not known, are left out; so are a last digit of 0 (digits lost in a
spreadsheet) and names behind W/O, which are those of husbands.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Reason
from triage.core.observe import Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.recognizers.cnic import sex
from triage.recognizers.person import gender
from triage.rules.model import Rules, SignalRule
from triage.score import guardians
from triage.score.pairs import joined

STANDS_ON = ("cnic",)

_STATEMENT = "The last digit of the CNIC agrees with the sex of the name in {share} of rows."


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count rows by the pair of sexes."""
    if not fields.has("cnic", "name"):
        return {}
    cnic = fields.value("cnic")
    scope = cnic.str.ends_with("0").not_()
    is_own = scope & guardians.is_of_a_relative(fields.raw("name")).fill_null(value=False).not_()
    found = {"pair": Histogram(joined(sex(cnic), gender(fields.value("name"), rules), is_own))}
    if fields.has("father"):
        found["father"] = Histogram(joined(sex(cnic), gender(fields.value("father"), rules), scope))
    return found


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge how often both agree: shuffled columns, and names of a list without sexes, agree by chance only."""
    return guardians.judged(marks, rule, _STATEMENT)
