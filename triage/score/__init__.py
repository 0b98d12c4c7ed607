"""Marks -> Verdict: a pure function of the sums and the rules.

signals/      what is counted, and what it says: one signal a file
tell.py       how signals read counts and make a reason of them
exact.py      exact binomial limits
bounds.py     number A: at least so much is fabricated, whoever did it
estimate.py   number B: the share consistent with genuine, given the listed families
novelty.py    how much is repetition
label.py      the verdict in one word, and its limits

Number C, the only one that says "genuine", needs rows checked by the authority and is not made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rules.model import RuleError, Rules, SignalRule
from triage.model import Reason, Verdict
from triage.observe import Fields, Observation, Observer
from triage.plugs import modules
from triage.score import bounds, estimate, exact, label, novelty
from triage.score.scope import Scope
from triage.summary import Marks, Summary

__all__ = ["judge", "observers", "prepare"]

SIGNALS = "triage.score.signals"
VERDICT = "verdict"
"""The entry of `rules/signals` that holds the thresholds of the verdict itself."""


@dataclass(frozen=True, eq=False)
class _Observer:
    """`observe` of one signal, bound to the rules; the same fields are asked for once."""

    stem: str
    rules: Rules

    def __call__(self, fields: Fields) -> Mapping[str, Observation]:
        return _observed(self, fields)


@lru_cache(maxsize=4096)
def _observed(observer: _Observer, fields: Fields) -> Mapping[str, Observation]:
    found: Mapping[str, Observation] = modules(SIGNALS, "observe")[observer.stem].observe(fields, observer.rules)
    return found


def observers(rules: Rules) -> dict[str, Observer]:
    """What each signal wants to know of a table, by signal. Raises `RuleError` for a signal without a rule."""
    return {stem: _Observer(stem, rules) for stem in modules(SIGNALS, "observe") if _rule(rules, stem)}


def prepare() -> None:
    """Loads what a verdict needs and takes long to load, so that `judge` need not wait for it."""
    exact.highest(0, 1, 0.5)


def judge(summary: Summary, rules: Rules) -> Verdict:
    """What can be said of a dump: all its tables together.

    Counts are of the sampled rows; genuineness is of the rows as they stand, copies included, and how many are
    copies is said by `novelty`.
    """
    scope = Scope.of(summary)
    reasons = _reasons(scope.marks, rules)
    thresholds = _rule(rules, VERDICT)
    at_least = bounds.fabricated_at_least(reasons, scope, rules, thresholds)
    share = estimate.share(reasons, scope, rules, thresholds).at_most(1 - at_least)
    has_gate = bool(share.gate)
    return Verdict(
        rows=scope.rows,
        distinct_rows=novelty.distinct_rows(scope),
        fabricated_at_least=at_least,
        estimate=None if has_gate else share.estimate,
        low=None if has_gate else share.low,
        high=None if has_gate else share.high,
        families=label.FAMILIES,
        gate=share.gate,
        novelty=novelty.shares(scope),
        label=label.label(share, scope, thresholds),
        reasons=reasons,
        limits=label.limits(share, reasons, scope, rules),
    )


def _reasons(marks: Mapping[str, Marks], rules: Rules) -> tuple[Reason, ...]:
    said = (
        module.judge(marks[seen], _rule(rules, stem))
        for stem, module in modules(SIGNALS, "judge").items()
        if (seen := getattr(module, "MARKS", stem)) in marks
    )
    return tuple(reason for reason in said if reason is not None)


def _rule(rules: Rules, stem: str) -> SignalRule:
    if stem not in rules.signals:
        raise RuleError(f"signal {stem}: no entry rules/signals/{stem}.yaml")
    return rules.signals[stem]
