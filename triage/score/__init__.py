"""Marks -> Verdict: a pure function of the sums and the rules.

signals/      what is counted, and what it says: one signal a file
tell.py       how signals read counts and make a reason of them
exact.py      exact binomial limits
bounds.py     number A by checks: at least so much is fabricated, whoever did it
estimate.py   number B by checks: what a person can follow on paper
estimator/    both numbers by trees that were trained on simulated dumps
combine.py    the two together
stretches.py  where in the dump
ways.py       which way of making rows up
novelty.py    how much is repetition
label.py      the verdict in one word, and its limits

Number C, the only one that says "genuine", needs rows checked by the authority and is not made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from rules.model import RuleError, Rules, SignalRule
from triage.core.model import Interval, Reason, Stretch, Verdict
from triage.core.observe import Fields, Observation, Observer
from triage.core.plugins import modules
from triage.core.summary import Marks, Summary
from triage.score import bounds, combine, estimate, estimator, exact, fabrication_methods, label, novelty, stretches
from triage.score.estimator import models
from triage.score.fillers import FilledFields
from triage.score.row_checks import setting
from triage.score.scope import Scope

__all__ = ["judge", "observers", "posteriors", "prepare"]

SIGNALS = "triage.score.signals"
VERDICT = "verdict"
"""The entry of `rules/signals` that holds the thresholds of the verdict itself."""

RECORDS = "records"
"""The signal that keeps rows for the estimator."""

ROWS_LEAST = 20
"""Of fewer rows no feature of a dump can be told."""


@dataclass(frozen=True, eq=False)
class _Observer:
    """`observe` of one signal, bound to the rules; the same fields are asked for once."""

    stem: str
    rules: Rules

    def __call__(self, fields: Fields) -> Mapping[str, Observation]:
        return _observed(self, fields)


@lru_cache(maxsize=4096)
def _observed(observer: _Observer, fields: Fields) -> Mapping[str, Observation]:
    found: Mapping[str, Observation] = modules(SIGNALS, "observe")[observer.stem].observe(
        FilledFields(fields.present, observer.rules), observer.rules
    )
    return found


def observers(rules: Rules) -> dict[str, Observer]:
    """What each signal wants to know of a table, by signal. Raises `RuleError` for a signal without a rule."""
    return {stem: _Observer(stem, rules) for stem in modules(SIGNALS, "observe") if _rule(rules, stem)}


def prepare() -> None:
    """Loads what a verdict needs and takes long to load, so that `judge` need not wait for it."""
    exact.highest(0, 1, 0.5)
    for preset in estimator.PRESETS:
        models.model(preset)


def judge(summary: Summary, rules: Rules, families: str = "common") -> Verdict:
    """What can be said of a dump: all its tables together.

    Counts are of the sampled rows; genuineness is of the rows as they stand, copies included, and how many are
    copies is said by `novelty`. `families` names the preset that heads the verdict (`estimator.PRESETS`).
    """
    scope = Scope.of(summary)
    reasons = _reasons(scope.marks, rules)
    thresholds = _rule(rules, VERDICT)
    seen = _seen(scope)
    at_least = bounds.fabricated_at_least(reasons, scope, rules, thresholds)
    by_checks = estimate.share(reasons, scope, rules, thresholds)
    told = {preset: estimator.estimate(seen, preset) for preset in estimator.PRESETS} if seen else {}
    if seen:
        at_least = max(at_least, estimator.at_least(seen))
    rows = min(scope.rows_sampled, novelty.distinct_rows(scope))
    chosen, wary = told.get(families), told.get("adversarial")
    found = combine.combined(by_checks, chosen, rows, at_least, thresholds)
    share = found.share
    has_gate = bool(share.gate)
    is_suspicious = chosen is not None and not has_gate and share.estimate < setting(thresholds, "suspicious_most")
    return Verdict(
        rows=scope.rows,
        distinct_rows=novelty.distinct_rows(scope),
        fabricated_at_least=at_least,
        estimate=None if has_gate else share.estimate,
        low=None if has_gate else share.low,
        high=None if has_gate else share.high,
        families=label.FAMILIES[families],
        gate=share.gate,
        novelty=novelty.shares(scope),
        label=label.label(share, scope, thresholds),
        reasons=reasons,
        limits=(*filter(None, [found.note]), *label.limits(share, reasons, scope, rules)),
        adversarial=_within(wary, at_least) if wary and not has_gate else None,
        by_checks=None if by_checks.gate else Interval(by_checks.estimate, by_checks.low, by_checks.high),
        stretches=() if seen is None or chosen is None or has_gate else _stretches(summary, seen, chosen),
        hypotheses=fabrication_methods.hypotheses(chosen.whole, rules, families) if is_suspicious and chosen else (),
        explanation=chosen.explanation if chosen else (),
    )


def posteriors(summary: Summary, families: str = "common") -> pl.DataFrame | None:
    """The probability of each sampled row to be genuine: "source", "at" (its locator), "p"; null where none is told."""
    seen = _seen(Scope.of(summary))
    if seen is None:
        return None
    p = estimator.estimate(seen, families).posterior
    return seen.evidence.select("source", "at").with_columns(pl.Series("p", p))


def _seen(scope: Scope) -> estimator.Seen | None:
    """The evidence of the records of a dump; null where there is none, or too little to look at."""
    marks = scope.marks.get(RECORDS)
    seen = estimator.see(marks.rows, scope.rows) if marks else None
    return seen if seen and seen.evidence.height >= ROWS_LEAST else None


def _stretches(summary: Summary, seen: estimator.Seen, told: estimator.Estimate) -> tuple[Stretch, ...]:
    return stretches.stretches(seen.evidence, told.posterior, stretches.rows_by_source(summary, RECORDS))


def _within(told: estimator.Estimate, at_least: float) -> Interval:
    most = 1 - at_least
    return Interval(min(told.share, most), min(told.low, most), min(told.high, most))


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
