"""Judge a dump: marks -> `Verdict`, as a pure function of the sums and the rules.

signals/      what is counted and how it is judged: one signal a file
row_checks.py read the counts of signals and make a reason of them
exact.py      exact binomial limits
scope.py      tables of one kind of record together, and the rows in them that hold a person
ours.py       decide whether there is Pakistani data to judge
fillers.py    values that were typed because a field must not be empty
bounds.py     number A by checks: at least so much is fabricated, whoever did it
estimate.py   number B by checks: what a person can follow on paper
estimator/    both numbers by trees that were trained on simulated dumps
combine.py    number B from checks and trees together
habits.py     what independent habits of made-up tables say together
hand_habits.py   the same in the rows of one form of writing
unmoved.py    rows whose people all live where their cards were issued
untold.py     where a range tells nothing: the reason in place of an estimate
one_kind.py   the verdict on one kind of record
whole.py      the verdict on a dump
stretches.py  where in the dump rows look genuine or fabricated
fabrication_methods.py   which method of fabrication the dump looks like
novelty.py    how much is repetition
failing_together.py   which checks fail in the same rows: shown, and weighing nothing
label.py      the verdict in one word, and its limits
era.py        from which years the data is, and whose extract
noticed.py    how much a verdict of "no sign of fabrication" is worth
sample_range.py   number C, the only one that states "genuine": from a sample that the authority has checked
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.core.model import Stretch, Verdict
from triage.core.observe import Fields, Observation, Observer
from triage.core.plugins import modules
from triage.core.summary import Summary
from triage.rules.model import Rules
from triage.score import estimator, label, noticed, novelty, stretches
from triage.score.estimator import models
from triage.score.fillers import FilledFields
from triage.score.one_kind import (
    ROWS_LEAST,
    SIGNALS,
    STRANGERS,
    VERDICT,
    KindVerdict,
    evidence,
    judged,
    rule_of,
    shared_risk,
)
from triage.score.row_checks import setting
from triage.score.scope import RECORDS, Kinds, Scope
from triage.score.whole import Whole, too_many, without_person

__all__ = ["judge", "observers", "posteriors", "prepare", "row_scores"]


@dataclass(frozen=True, eq=False)
class _Observer:
    """`observe` of one signal, bound to the rules; the answer for the same fields is computed once."""

    stem: str
    rules: Rules

    def __call__(self, fields: Fields) -> Mapping[str, Observation]:
        return _observed(self, fields)


@lru_cache(maxsize=4096)
def _observed(observer: _Observer, fields: Fields) -> Mapping[str, Observation]:
    filled = FilledFields(fields.present, observer.rules)
    found: Mapping[str, Observation] = modules(SIGNALS, "observe")[observer.stem].observe(filled, observer.rules)
    return {**found, "shown": filled.shown()} if found else {}


def observers(rules: Rules) -> dict[str, Observer]:
    """Return the functions that choose what each signal observes of a table, by signal.

    Raises `RuleError` for a signal without a rule.
    """
    return {stem: _Observer(stem, rules) for stem in modules(SIGNALS, "observe") if rule_of(rules, stem)}


def prepare() -> None:
    """Load the trained models, which takes long, so that `judge` need not wait for them."""
    for preset in estimator.PRESETS:
        models.model(preset)


def judge(summary: Summary, rules: Rules, families: str = STRANGERS) -> Verdict:
    """Return the verdict on a dump: on each kind of record in it by itself, and on all of them, weighted by their rows.

    Counts are of the sampled rows. Genuineness is of the rows as they are, copies included; `novelty` states how many
    are copies. `families` names the preset that heads the verdict (`estimator.PRESETS`).
    """
    thresholds = rule_of(rules, VERDICT)
    whole = _whole(summary, rules, families)
    scope, share = Scope.of(summary), whole.share
    is_open = not whole.gate
    verdict = Verdict(
        rows=whole.rows,
        distinct_rows=min(whole.rows, novelty.distinct_rows(scope)),
        fabricated_at_least=whole.at_least,
        estimate=share.estimate if is_open else None,
        low=share.low if is_open else None,
        high=share.high if is_open else None,
        families=label.FAMILIES[families],
        gate=whole.gate,
        novelty=novelty.shares(scope),
        label=label.label(
            (share, whole.signs), sum(k.scope.rows_sampled for k in whole.kinds), whole.joint, thresholds
        ),
        reasons=tuple(whole.reasons()),
        limits=(*whole.limits(), *label.ALWAYS),
        adversarial=whole.wary,
        by_checks=whole.by_checks,
        stretches=tuple(each for kind in whole.kinds for each in _stretches(summary, kind)),
        hypotheses=next((kind.hypotheses for kind in whole.kinds if kind.hypotheses), ()),
        explanation=next((kind.told.explanation for kind in whole.kinds if kind.told), ()),
        apart=whole.apart,
        records=whole.records,
    )
    return noticed.worded(verdict, rules, thresholds)


def posteriors(summary: Summary, families: str = STRANGERS) -> pl.DataFrame | None:
    """Return the probability of each sampled row to be genuine: "source", "at" (its locator), "p".

    Null if none is known.
    """
    told = []
    for scope in Kinds.of(summary).judged:
        if seen := evidence(scope):
            p = pl.Series("p", estimator.estimate(seen, label.listed(families)).posterior)
            told.append(seen.evidence.select("source", "at").with_columns(p))
    return pl.concat(told) if told else None


def row_scores(rows: pl.DataFrame, families: str = STRANGERS) -> NDArray[np.float64]:
    """Return a score in [0, 1] for each row of persons: the probability that it is genuine, judged among the others.

    `rows` has the columns that the signal `records` observes. If there are too few rows, each score is 0.5.
    """
    return (
        estimator.row_scores(rows, label.listed(families)) if rows.height >= ROWS_LEAST else np.full(rows.height, 0.5)
    )


def _whole(summary: Summary, rules: Rules, families: str) -> Whole:
    thresholds = rule_of(rules, VERDICT)
    found = Kinds.of(summary)
    most = int(setting(thresholds, "kinds_most"))
    kinds = [judged(scope, rules, families) for scope in shared_risk(found.judged[:most])]
    rest = found.judged[most:]
    apart = [too_many(sum(kind.rows for kind in rest), sum(kind.tables for kind in rest))]
    lone = [kind for kind in found.judged if kind.rows_apart]
    apart.append(
        without_person(
            found.apart.rows_apart + sum(kind.rows_apart for kind in lone),
            found.apart.tables + sum(kind.tables for kind in lone),
        )
    )
    return Whole.of(kinds, apart, thresholds)


def _stretches(summary: Summary, kind: KindVerdict) -> tuple[Stretch, ...]:
    if kind.seen is None or kind.told is None or not kind.has_estimate:
        return ()
    rows = stretches.rows_by_source(summary, RECORDS)
    return stretches.stretches(kind.seen.evidence, kind.told.posterior, rows)
