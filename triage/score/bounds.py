"""Number A: compute a share of the rows that cannot be genuine, whoever made them.

For a check that genuine rows fail at a rate of at most e, and that k of n rows fail, the share fabricated among these n
rows is at least (p - e) / (1 - e), where p is the exact lower limit of k/n. All checks together are right with 99 %:
the risk is divided among them and among kinds of records (Bonferroni). Rows that the check could not examine count as
genuine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.core.model import Bound, Reason
from triage.rules.model import Rules, SignalRule
from triage.score.exact import lowest
from triage.score.row_checks import setting
from triage.score.scope import Scope


def fabricated_at_least(reasons: Sequence[Reason], scope: Scope, rules: Rules, rule: SignalRule) -> float:
    """Return the largest of the shares that the hard checks prove; 0 if none proves any."""
    bounds = [bound for reason in reasons if is_hard(reason, rules) and (bound := _wary(reason, rules))]
    risk = setting(rule, "bound_risk") / max(len(bounds), 1) / scope.among
    return max((_proved(bound, scope, risk) for bound in bounds), default=0.0)


def is_hard(reason: Reason, rules: Rules) -> bool:
    """Return true if the genuine rate of a check is known well enough for number A (`hard` of its rule)."""
    return bool(rules.signals[reason.signal].settings.get("hard", 0))


def _wary(reason: Reason, rules: Rules) -> Bound | None:
    """Return the bound of a reason, with a genuine rate at least as high as its rule's `proof_high`."""
    least = float(rules.signals[reason.signal].settings.get("proof_high", 0.0))
    bound = reason.bound
    return bound and replace(bound, genuine_high=max(bound.genuine_high, least))


def _proved(bound: Bound, scope: Scope, risk: float) -> float:
    excess = lowest(bound.failed, bound.rows, risk) - bound.genuine_high
    reach = min(1.0, bound.rows / max(scope.rows_sampled, 1))
    return max(0.0, excess / (1.0 - bound.genuine_high)) * reach
