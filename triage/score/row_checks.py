"""Read the marks of signals and make reasons of them: histograms, shares as text, likelihood ratios."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log10

from triage.core.model import Bound, Reason
from triage.core.plurals import count_of
from triage.core.summary import Marks
from triage.rules.model import RuleError, SignalRule

_NEVER = 1e-4
"""Smallest rate that is used: with a rate of 0 one row would decide alone."""


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a row-by-row check: `failed` of `rows` rows; `chance` as in `model.Bound`.

    `genuine` is the range of failure rates of genuine rows, null = the rule's own.
    """

    rows: int
    failed: int
    chance: float
    group: str = "identity"
    genuine: tuple[float, float] | None = None


def setting(rule: SignalRule, name: str) -> float:
    """Return one threshold of a rule. Raises `RuleError` if the rule lacks it."""
    if name not in rule.settings:
        raise RuleError(f"{rule.file}: line {rule.line}: {rule.id}: settings: needs {name}")
    return float(rule.settings[name])


def histogram(marks: Marks, name: str) -> Counter[str]:
    """Return the counts of a histogram by its values."""
    head = f"{name}="
    return Counter({key[len(head) :]: count for key, count in marks.counts.items() if key.startswith(head)})


def percent(share: float) -> str:
    """Return a share in [0, 1] as text with two digits at most: "3.1%", "47%", "under 0.1%"."""
    if 0 < share < 0.001:
        return "under 0.1%"
    if 0.999 < share < 1:
        return "over 99.9%"
    return f"{share:.1%}" if 0.001 <= share < 0.0995 else f"{share:.0%}"


def between(low: float, high: float) -> str:
    """Return a range of shares as text: "0% to 8.0%"."""
    return f"{percent(low)} to {percent(high)}"


def clash(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    """Return how often two columns with these values would differ if they were paired by chance alone.

    1 minus the sum over values of the product of both shares; 1 if a column is empty.
    """
    total = sum(left.values()) * sum(right.values())
    return 1.0 - sum(left[value] * right.get(value, 0) for value in left) / total if total else 1.0


def checked(check: Check, rule: SignalRule, statement: str) -> Reason | None:
    """Return the reason that a row-by-row check gives.

    Null if fewer than `rows_least` rows could be checked, or if chance and genuine data differ by less than
    `gap_least`: then the check cannot separate them (one city, one sex, one operator).
    """
    low, high = check.genuine or (setting(rule, "genuine_low"), setting(rule, "genuine_high"))
    if check.rows < setting(rule, "rows_least") or check.chance - high < setting(rule, "gap_least"):
        return None
    bound = Bound(check.rows, check.failed, low, high, min(check.chance, 1.0), check.group)
    return Reason(
        rule.id,
        capped(_decibans(bound, setting(rule, "rows_most")), rule),
        statement,
        observed=f"{percent(check.failed / check.rows)} of {count_of(check.rows, 'row')} fail",
        expected=f"genuine {between(low, high)}; by chance {percent(check.chance)}",
        innocent=rule.innocent,
        bound=bound,
    )


def capped(decibans: float, rule: SignalRule) -> float:
    """Return the weight, limited to the rule's `cap` on either side.

    Towards genuine it is limited to the rule's `cap_for`, if it has one. That nothing odd was found is no proof: a rule
    of oddities has a small `cap_for`.
    """
    most = setting(rule, "cap")
    return max(-most, min(float(rule.settings.get("cap_for", most)), decibans))


def _decibans(bound: Bound, rows_most: float) -> float:
    """Return ten times log10 of the likelihood ratio genuine : chance.

    At most `rows_most` rows count, because rows of one dump are not independent. More failures than genuine rows have
    are never evidence for genuine, however far from chance they are.
    """
    rate = bound.failed / bound.rows
    genuine = min(max(rate, bound.genuine_low, _NEVER), max(bound.genuine_high, _NEVER))
    chance = min(max(bound.chance, _NEVER), 1 - _NEVER)
    a_row = rate * log10(genuine / chance) + (1 - rate) * log10((1 - genuine) / (1 - chance))
    decibans = 10 * min(bound.rows, rows_most) * a_row
    return min(decibans, 0.0) if rate > bound.genuine_high else decibans
