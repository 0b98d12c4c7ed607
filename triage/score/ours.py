"""Decide whether there is Pakistani data to judge, and which columns hold something else than their headers state.

Every check and every simulated population is of Pakistan. They show nothing about other people's data (customers
abroad, names alone), least of all that it was made up. And a column whose values fail as a whole is of another kind
than its header states, or is invented as a whole: the file cannot show which, so it has no part in number A.
"""

from __future__ import annotations

from collections.abc import Collection

from triage.rules.model import SignalRule
from triage.score.row_checks import percent, setting
from triage.score.scope import RECORDS, Scope
from triage.score.signals.records import NUMBERS

_TITLES = {
    "cnic": "CNICs", "mobile": "mobile numbers", "iban": "IBANs", "imei": "IMEIs", "card": "payment cards",
    "dob": "dates of birth",
}  # fmt: skip


def gate(scope: Scope, rule: SignalRule) -> str:
    """Return the reason why there is no verdict about Pakistani data; "" if there may be one."""
    if RECORDS not in scope.marks or not scope.rows_sampled:
        return ""
    rows = scope.rows_sampled
    numbered, ours, placed = (scope.counted(name) for name in ("numbered", "ours", "placed"))
    least = max(setting(rule, "ours_of_numbers") * numbered, setting(rule, "ours_of_rows") * rows)
    is_written = scope.counted("written cnic") >= setting(rule, "ours_of_numbers") * rows
    if (numbered and ours >= least) or is_written or placed >= setting(rule, "placed_of_rows") * rows:
        return ""
    if numbered:
        return f"{percent(ours / rows)} of the rows hold a number that can have been given out in Pakistan: too few"
    return "no number of Pakistan and hardly a place stands in the judged columns, and names alone tell nothing"


def lied(scope: Scope, rule: SignalRule) -> tuple[str, ...]:
    """Return the fields whose values fail as a whole: hardly more of them pass than of any other numbers."""
    return tuple(name for name in NUMBERS if _fails(scope, name, rule))


def doubtful(lied: Collection[str], scope: Scope, rule: SignalRule) -> tuple[str, ...]:
    """Return which failed fields may well be of another kind: nothing in their form is Pakistani."""
    written = scope.counted("written cnic") > setting(rule, "lied_most") * scope.counted("filled cnic")
    formed = {"mobile", "iban", *(["cnic"] if written else [])}
    return tuple(name for name in lied if name not in formed)


def said_of(field: str, scope: Scope) -> str:
    """Return the sentence for a reader about a column that failed as a whole."""
    share = percent(scope.counted(f"passed {field}") / scope.counted(f"filled {field}"))
    return (
        f"Of what stands where {_TITLES[field]} should, {share} can be such: the column is of another kind, "
        "or invented as a whole. It has no part in number A."
    )


def _fails(scope: Scope, name: str, rule: SignalRule) -> bool:
    filled, passed = scope.counted(f"filled {name}"), scope.counted(f"passed {name}")
    return filled > 0 and passed <= setting(rule, "lied_most") * filled
