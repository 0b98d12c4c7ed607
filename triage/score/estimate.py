"""Number B: estimate the share of rows consistent with genuine, given the listed families of fabrication.

Each row check gives a share: genuine = 1 - (f - g) / (c - g), where f is the rate of failures seen, g the rate of
genuine rows (a range) and c the rate by chance. A row must pass all checks, so the smallest upper end holds. The lower
end is the smallest too, and comes only from checks *between* fields: columns that are right one by one prove nothing,
because a shuffled list has such columns. Signals of the whole dump then lower the share by their decibans.

Every choice errs to the wide side; nothing here is trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.core.model import Bound, Reason
from triage.rules.model import Rules, SignalRule
from triage.score.exact import highest, lowest
from triage.score.novelty import distinct_rows
from triage.score.row_checks import setting
from triage.score.scope import Scope


@dataclass(frozen=True, slots=True)
class Share:
    """A share in [0, 1] with its interval. `gate` is the reason why it may not be offered ("" = it may be)."""

    estimate: float
    low: float
    high: float
    gate: str = ""

    def at_most(self, most: float) -> Share:
        """Return the share with all its numbers limited to `most`."""
        return Share(min(self.estimate, most), min(self.low, most), min(self.high, most), self.gate)


def share(reasons: Sequence[Reason], scope: Scope, rules: Rules, rule: SignalRule) -> Share:
    """Return the estimate of the share of genuine rows of a dump, from its reasons."""
    checks = [
        _RowCheck.of(reason.bound, rules.signals[reason.signal], scope)
        for reason in reasons
        if reason.bound and rules.signals[reason.signal].settings.get("estimated", 1)
    ]
    gate = _gate(scope, len(checks), rule)
    if gate:
        return Share(0.5, 0.0, 1.0, gate)
    shares = [check.share(rule) for check in checks]
    row_by_row = Share(
        min(each.estimate for each in shares),
        min(each.low for each in shares) * _support(checks, rule),
        min(each.high for each in shares),
    )
    return _pulled(row_by_row, sum(reason.decibans for reason in reasons if reason.bound is None), rule)


@dataclass(frozen=True, slots=True)
class _RowCheck:
    """A bound, with what the rule of its signal states about it.

    `reach` is the share of the judged rows that it examined. `chance_least` is the lowest rate at which rows of a
    listed family fail, for a mark that only some rows of a family bear.
    """

    bound: Bound
    reach: float
    chance_least: float
    is_hard: bool
    is_joint: bool

    @classmethod
    def of(cls, bound: Bound, rule: SignalRule, scope: Scope) -> _RowCheck:
        """Return the check of a signal in this scope."""
        settings = rule.settings
        return cls(
            bound,
            min(1.0, bound.rows / max(scope.rows_sampled, 1)),
            min(float(settings.get("chance_least", bound.chance)), bound.chance),
            bool(settings.get("hard", 0)),
            bool(settings.get("joint", 0)),
        )

    def share(self, rule: SignalRule) -> Share:
        """Return the share that may be genuine by this check."""
        risk, bound = setting(rule, "interval_risk"), self.bound
        # A check of few rows counts for these alone; a check of half of the rows or more counts for all.
        reach = min(1.0, self.reach / setting(rule, "reach_least"))
        middle = (bound.genuine_low + bound.genuine_high) / 2
        estimate = 1 - reach * _excess(bound.failed / bound.rows, middle, bound.chance)
        low = 1 - reach * _excess(highest(bound.failed, bound.rows, risk), bound.genuine_low, self.chance_least)
        high = 1 - reach * _excess(lowest(bound.failed, bound.rows, risk), bound.genuine_high, bound.chance)
        # If the genuine rate is poorly known, a check never decides alone.
        floor = 0.0 if self.is_hard else setting(rule, "soft_floor")
        return Share(max(estimate, floor), low, max(high, floor))


def _excess(rate: float, genuine: float, chance: float) -> float:
    """Return the share of rows that fail by chance, in [0, 1]."""
    return max(0.0, min(1.0, (rate - genuine) / (chance - genuine)))


def _gate(scope: Scope, checks: int, rule: SignalRule) -> str:
    least = int(setting(rule, "rows_least"))
    if min(scope.rows_sampled, distinct_rows(scope)) < least:
        return f"fewer than {least} different rows can be judged"
    if not checks:
        return "no column can be checked against another or against a list"
    return ""


def _support(checks: Sequence[_RowCheck], rule: SignalRule) -> float:
    """Return how many rows the checks between fields reach: from 0, without such checks, to 1, for enough rows."""
    reached = max((check.reach for check in checks if check.is_joint), default=0.0)
    return min(1.0, reached / setting(rule, "reach_least"))


def _pulled(row_by_row: Share, decibans: float, rule: SignalRule) -> Share:
    """Return the share after the signals of the whole dump; the upper end is lowered only beyond a margin."""
    pull = odds(decibans)
    high = row_by_row.high * odds(decibans + setting(rule, "margin"))
    return Share(min(row_by_row.estimate * pull, high), min(row_by_row.low * pull, high), high)


def odds(decibans: float) -> float:
    """Return twice the probability that even odds become by this evidence, at most 1: none counts for genuine.

    >>> odds(5.0), round(odds(-10.0), 2)
    (1.0, 0.18)
    """
    return float(min(1.0, 2.0 / (1.0 + 10.0 ** (-decibans / 10.0))))
