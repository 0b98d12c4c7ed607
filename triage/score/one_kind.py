"""The verdict on the tables of one kind of record: the numbers, the reasons, and what they are based on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from triage.core.model import Hypothesis, Reason
from triage.core.plugins import modules
from triage.rules.model import RuleError, Rules, SignalRule
from triage.score import (
    bounds,
    combine,
    crossed_sexes,
    estimate,
    estimator,
    fabrication_methods,
    failing_together,
    habits,
    hand_habits,
    label,
    novelty,
    ours,
    unmoved,
    untold,
)
from triage.score.estimate import Share
from triage.score.row_checks import setting
from triage.score.scope import RECORDS, Scope

SIGNALS = "triage.score.signals"
VERDICT = "verdict"
"""The entry of `rules/signals` that holds the thresholds of the verdict itself."""

TOGETHER = "fails_together"
"""The entry of the evidence that is shown and weighs nothing."""

HABITS = "habits_together"
"""The entry of the habits that limit number B where enough of them come together."""

HAND = "habits_of_a_hand"
"""The entry of the same habits in the rows of one form of writing, which limit number B by as many rows."""

CROSSED = "sexes_crossed"
"""The entry of the check that limits number B as a whole."""

UNMOVED = "nobody_moved"
"""The entry of rows whose people all live where their cards were issued, which limit the estimate of number B."""

STRANGERS = "strangers"
"""The estimate by the listed fabricators, with a range that covers what sellers who leave hardly a mark could do."""

ROWS_LEAST = 20
"""Fewest rows from which features of a dump are computed."""

_SCHEMA = {"dob": "born"}
"""The estimator's name of a field, if it has another name."""


@dataclass(frozen=True, slots=True, eq=False)
class KindVerdict:
    """The verdict on one kind of record.

    `at_least` is number A, `share` number B (its gate is the reason why there is none), `signs` number B by the listed
    fabricators alone, by which signs of fabrication are reported, `wary` number B if sellers who leave hardly a mark
    are listed too, `by_checks` number B by the explained checks. `is_foreign` if there is nothing of Pakistan to judge,
    `is_joint` if two columns could be checked against each other. `seen` and `told` are the evidence and the estimate
    of the trees, null if there is none.
    """

    scope: Scope
    at_least: float
    share: Share
    signs: Share
    is_foreign: bool = False
    wary: Share | None = None
    by_checks: Share | None = None
    reasons: tuple[Reason, ...] = ()
    limits: tuple[str, ...] = ()
    is_joint: bool = False
    hypotheses: tuple[Hypothesis, ...] = ()
    seen: estimator.Seen | None = None
    told: estimator.Estimate | None = None

    @property
    def has_estimate(self) -> bool:
        """Whether number B is offered."""
        return not self.share.gate


def judged(scope: Scope, rules: Rules, families: str) -> KindVerdict:
    """Return the verdict on one kind of record; `families` names the preset that heads it."""
    thresholds = rule_of(rules, VERDICT)
    if gate := ours.gate(scope, thresholds):
        nothing = Share(0.5, 0.0, 1.0, gate)
        return KindVerdict(scope, 0.0, nothing, nothing, is_foreign=True)
    lied = ours.lied(scope, thresholds)
    reasons = _reasons(scope, rules)
    seen = evidence(scope)
    at_least = bounds.fabricated_at_least(_without(reasons, lied), scope, rules, thresholds)
    if seen:
        at_least = max(at_least, estimator.at_least(seen, [_SCHEMA.get(each, each) for each in lied]))
    by_checks = estimate.share(reasons, scope, rules, thresholds)
    named = label.listed(families)
    told = {preset: estimator.estimate(seen, preset) for preset in estimator.PRESETS} if seen else {}
    rows = min(scope.rows_sampled, novelty.distinct_rows(scope))
    firm = estimate.share(_firm(reasons, rules), scope, rules, thresholds) if told else by_checks
    found = {
        preset: combine.combined(firm, told.get(preset), rows, at_least, thresholds)
        for preset in dict.fromkeys((named, *told))
    }
    if doubtful := ours.doubtful(lied, scope, thresholds):
        checked = estimate.share(_without(reasons, doubtful), scope, rules, thresholds)
        other = estimator.unseen(seen, doubtful) if seen else None
        highs = {preset: estimator.estimate(other, preset).high if other else checked.high for preset in found}
        found = {preset: each.up_to(min(highs[preset], 1 - at_least)) for preset, each in found.items()}
    is_joint = label.has_joint(reasons, rules)
    explained = by_checks if is_joint else firm
    found = {preset: untold.spared(each, 1 - at_least, explained, thresholds) for preset, each in found.items()}
    if "cnic" not in lied:
        rule = rule_of(rules, CROSSED)
        left = crossed_sexes.limits(scope, rule, setting(thresholds, "interval_risk"))
        found = crossed_sexes.limited(found, left, rule)
    still = unmoved.unmoved(seen, rule_of(rules, UNMOVED)) if seen and "cnic" not in lied else None
    of_habits = habits.seen(scope, rules, is_still=still is not None and still.elsewhere is None)
    found = habits.limited(found, of_habits, rule_of(rules, HABITS))
    by_hand = rule_of(rules, HAND)
    of_hands = hand_habits.invented(seen, rules, by_hand, still, rule_of(rules, UNMOVED)) if seen else None
    found = hand_habits.limited(found, of_hands, by_hand)
    found = unmoved.limited(found, still, rule_of(rules, UNMOVED))
    beside = [
        failing_together.reason(seen, rule_of(rules, TOGETHER)) if seen else None,
        habits.reason(of_habits, rule_of(rules, HABITS)),
        hand_habits.reason(of_hands, by_hand),
        unmoved.reason(still, rule_of(rules, UNMOVED)),
    ]
    chosen, wary = told.get(named), found.get("adversarial")
    share = combine.against_strangers(found, scope.rows, thresholds) if families == STRANGERS else found[families].share
    share = untold.told(share, seen, thresholds, is_joint=is_joint)
    is_suspicious = chosen and not share.gate and share.estimate < setting(thresholds, "suspicious_most")
    return KindVerdict(
        scope=scope,
        at_least=at_least,
        share=share,
        signs=found[named].share,
        wary=combine.believed(wary, found[named], thresholds).share if wary and not share.gate else None,
        by_checks=None if by_checks.gate else by_checks,
        reasons=(*reasons, *filter(None, beside)),
        is_joint=is_joint,
        limits=(*filter(None, [found[named].note]), *(ours.said_of(each, scope) for each in lied),
                *label.limits(share, reasons, scope, rules)),
        hypotheses=fabrication_methods.hypotheses(chosen.whole, rules, named) if chosen and is_suspicious else (),
        seen=seen,
        told=chosen,
    )  # fmt: skip


def evidence(scope: Scope) -> estimator.Seen | None:
    """Return the evidence of the records of one kind; null if there are no or too few rows."""
    marks = scope.marks.get(RECORDS)
    if marks is None or marks.rows.frame is None or marks.rows.frame.height < ROWS_LEAST:
        return None
    seen = estimator.see(marks.rows, scope.rows)
    return seen if seen and seen.evidence.height >= ROWS_LEAST else None


def rule_of(rules: Rules, stem: str) -> SignalRule:
    """Return the rule of a signal. Raises `RuleError` if it has none."""
    if stem not in rules.signals:
        raise RuleError(f"signal {stem}: no entry rules/signals/{stem}.yaml")
    return rules.signals[stem]


def _reasons(scope: Scope, rules: Rules) -> tuple[Reason, ...]:
    said = (
        module.judge(scope.marks[seen], rule_of(rules, stem))
        for stem, module in modules(SIGNALS, "judge").items()
        if (seen := getattr(module, "MARKS", stem)) in scope.marks
    )
    return tuple(reason for reason in said if reason is not None)


def _firm(reasons: Collection[Reason], rules: Rules) -> list[Reason]:
    """Return the reasons of row checks whose rate among genuine rows is known."""
    return [each for each in reasons if each.bound and rules.signals[each.signal].settings.get("hard", 0)]


def _without(reasons: Collection[Reason], lied: Collection[str]) -> list[Reason]:
    """Return the reasons that depend on none of these fields."""
    known = modules(SIGNALS, "judge")
    return [each for each in reasons if not set(getattr(known[each.signal], "STANDS_ON", ())) & set(lied)]


def shared_risk(scopes: Collection[Scope]) -> list[Scope]:
    """Return the scopes, each with its part of the risk of the verdict."""
    return [replace(scope, among=len(scopes)) for scope in scopes]
