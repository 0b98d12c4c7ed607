"""Tell which checks fail in the same rows: a line of evidence that weighs nothing.

Slips of clerks are scattered, so that a row which fails one check fails another no more often than any row; rows that
were made up or shuffled fail several. The pair of checks that fail together most implies a share of genuine rows
(`estimator/together.py`). Sellers who draw consistently, or change one field, leave no such mark.
"""

from __future__ import annotations

from triage.core.model import Reason
from triage.rules.model import SignalRule
from triage.score.estimator import Seen, dump, together
from triage.score.row_checks import between, percent, setting

NAMES = {
    "sex_of_name": "sex of the name against the CNIC",
    "sex_of_gender": "sex column against the CNIC",
    "district_same": "district of the CNIC against the place",
    "tehsil_same": "tehsil of the CNIC against the place",
    "operator_same": "operator against the mobile code",
    "placed": "place code of the CNIC",
    "mobile_valid": "mobile code",
    "landline_same": "area code of the landline against the place",
    "email_named": "e-mail address against the name",
}
"""What each check compares, in words."""


def reason(seen: Seen, rule: SignalRule) -> Reason | None:
    """Return what is seen of the pair of checks that fail together most; null if no pair of checks says anything."""
    told = together.worst(seen.first, dump.chances(seen.whole))
    if told is None or seen.evidence.height < setting(rule, "rows_least"):
        return None
    share, pair = told
    low = setting(rule, "genuine_low")
    one, other = (NAMES[name] for name in pair)
    how = "no more often than in genuine lists" if share >= low else "more often than in genuine lists"
    return Reason(
        rule.id,
        0.0,
        f"Two checks fail in the same rows {how}: {one}, and {other}.",
        observed=f"as if {percent(share)} of the rows were genuine, by the pair that fails together most",
        expected=f"genuine lists {between(low, 1.0)}; it weighs nothing by itself",
        innocent=rule.innocent,
    )
