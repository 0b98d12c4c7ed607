"""Find families: several names with one father and one address.

Genuine lists of a place hold families, generators make none. An extract of few people from a large country may hold
none either, so their absence weighs nothing.

It observes nothing of its own: `near_duplicates` counts the homes of its people.
"""

from __future__ import annotations

from triage.core.model import Reason
from triage.core.summary import Marks
from triage.rules.model import SignalRule
from triage.score.repeats import Nested
from triage.score.row_checks import percent, setting

MARKS = "near_duplicates"
"""The signal whose marks are judged."""


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Return a small weight for genuine if there are families; null if there are too few."""
    found = Nested.of(marks.sketches.get("home"), marks.sketches.get("person"))
    people = found.keys + found.extra
    share = found.extra_least / max(people, 1)
    if people < setting(rule, "rows_least") or share < setting(rule, "share_least"):
        return None
    return Reason(
        rule.id,
        setting(rule, "cap"),
        f"{percent(share)} of people share father and address with another name: families.",
        observed=f"{percent(share)} of {people:,} people",
        expected="none in invented lists; many in genuine lists of a place",
        innocent=rule.innocent,
    )
