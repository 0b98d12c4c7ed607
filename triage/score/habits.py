"""Habits of those who make rows up, each innocent by itself, and what four independent ones say together.

A village has few first names, an office's cards of one month have no serial that begins with 0, a clerk writes births
as the first of a month, a survey asks in six cities. No list of an honest office has been seen with all of this at
once; a table that a chat model wrote has it in every row. The habits are counted in groups that have no cause in
common: names, places, serials, births, mobile codes, and that nobody lives elsewhere than the card was issued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from triage.core.model import Reason
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.combine import Combined
from triage.score.row_checks import setting
from triage.score.scope import Scope
from triage.score.signals import digit_spread, dob_calendar, name_support, prefix_uniformity


@dataclass(frozen=True, slots=True)
class _Group:
    """Habits with one cause: their words, the signal that counts them, and how it sees one."""

    title: str
    signal: str
    is_seen: Callable[[Marks, SignalRule], bool]


_GROUPS = (
    _Group("few first names", "name_support", name_support.is_short),
    _Group("few large towns, far apart", "prefix_uniformity", prefix_uniformity.is_famous),
    _Group("no serial that begins with 0", "digit_spread", digit_spread.has_no_zeros),
    _Group("hardly a birth after the 28th", "dob_calendar", dob_calendar.ends_early),
    _Group("mobile codes used alike", "prefix_uniformity", prefix_uniformity.has_even_codes),
)

GROUPS = len(_GROUPS) + 1
"""How many habits are looked for."""

_STILL = "nobody who lives elsewhere than the card was issued"


def seen(scope: Scope, rules: Rules, *, is_still: bool = False) -> tuple[str, ...]:
    """Return the titles of the groups of which a habit is seen in the records of one kind.

    `is_still` if nobody of several districts lives elsewhere than the card was issued (`score/unmoved.py`).
    """
    found = tuple(
        each.title
        for each in _GROUPS
        if each.signal in scope.marks and each.is_seen(scope.marks[each.signal], rules.signals[each.signal])
    )
    return (*found, *([_STILL] if is_still else ()))


def reason(found: tuple[str, ...], rule: SignalRule) -> Reason | None:
    """Return the line of evidence; null if there are too few habits to say anything together."""
    if len(found) < setting(rule, "groups_least"):
        return None
    return Reason(
        rule.id,
        0.0,
        f"{len(found)} habits of made-up tables come together: {', '.join(found)}. Each has innocent causes, which "
        "have nothing to do with each other.",
        observed=f"{len(found)} of {GROUPS} habits",
        expected="genuine: at most three of them",
        innocent=rule.innocent,
    )


def limited(found: Mapping[str, Combined], habits: tuple[str, ...], rule: SignalRule) -> dict[str, Combined]:
    """Return number B of each preset, with a high end at most what so many habits leave; else as it is."""
    if len(habits) < setting(rule, "groups_least"):
        return dict(found)
    most = setting(rule, "genuine_most")
    return {
        preset: each if each.share.gate else replace(each, share=each.share.at_most(most))
        for preset, each in found.items()
    }
