"""Check that dates of birth heap as people's do: on 1 January, on the ends of months, on some years more than others.

Programs spread dates evenly over days and years, and careless ones never go beyond the 28th. If days above 12 never
occur, the column is not invented but damaged (day and month swapped): then there is no reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import isfinite

import polars as pl

from triage.core.model import Reason
from triage.core.observe import Count, Fields, Histogram, Observation
from triage.core.summary import Marks
from triage.rules.model import Rules, SignalRule
from triage.score.row_checks import capped, histogram, percent, setting


def observe(fields: Fields, rules: Rules) -> Mapping[str, Observation]:
    """Count years of birth, and rows with a full date, on 1 January, after the 12th and after the 28th."""
    del rules
    if not fields.has("dob"):
        return {}
    dob = fields.value("dob")
    full = fields.valid("dob") & (dob.str.len_bytes() == len("YYYY-MM-DD"))
    day = dob.str.slice(8, 2)
    return {
        "rows": Count(full),
        "january": Count(full & dob.str.ends_with("-01-01")),
        "after12": Count(full & (day > "12")),
        "after28": Count(full & (day > "28")),
        "year": Histogram(pl.when(full).then(dob.str.slice(0, 4))),
    }


def judge(marks: Marks, rule: SignalRule) -> Reason | None:
    """Judge the dates: heaps are evidence for genuine, an even calendar against."""
    rows = marks.counts["rows"]
    if not _is_told(marks, rule):
        return None
    january, late = marks.counts["january"] / rows, marks.counts["after28"] / rows
    flat = flatness(histogram(marks, "year"))
    decibans = 0.0
    if january > setting(rule, "heap_least"):
        decibans += setting(rule, "heap_weight")
    elif january < setting(rule, "flat_most"):
        decibans -= setting(rule, "flat_weight")
    if ends_early(marks, rule):
        decibans -= setting(rule, "late_weight")
    if flat < setting(rule, "years_dispersion"):
        decibans -= setting(rule, "years_weight")
    return Reason(
        rule.id,
        capped(decibans, rule),
        f"{percent(january)} of births are on 1 January, {percent(late)} after the 28th of a month.",
        observed=f"{percent(january)} on 1 January, {percent(late)} after the 28th, {_years(flat)}",
        expected="1% to 10% on 1 January (evenly spread: 0.3%), 8% after the 28th, dispersion far above 1",
        innocent=rule.innocent,
    )


def ends_early(marks: Marks, rule: SignalRule) -> bool:
    """Return true if hardly a birth is after the 28th: whoever wrote them avoided what some months do not have."""
    return _is_told(marks, rule) and marks.counts["after28"] < setting(rule, "late_least") * marks.counts["rows"]


def _is_told(marks: Marks, rule: SignalRule) -> bool:
    """Return whether there are enough full dates whose days and months were not turned round."""
    rows = marks.counts["rows"]
    return rows >= setting(rule, "rows_least") and marks.counts["after12"] >= setting(rule, "after12_least") * rows


def _years(flat: float) -> str:
    return f"dispersion of years {flat:.1f}" if isfinite(flat) else "too few years, or rows of a year, for more"


def flatness(years: Counter[str]) -> float:
    """Return variance over mean of the counts of years, without the outer 2 %: 1 if years are drawn evenly.

    Infinite if there are too few years, or too few rows per year.
    """
    total, below, kept = years.total(), 0, []
    for year in sorted(years):
        if 0.02 * total <= below and below + years[year] <= 0.98 * total:
            kept.append(years[year])
        below += years[year]
    mean = sum(kept) / len(kept) if kept else 0.0
    if len(kept) < 20 or mean < 15:
        return float("inf")
    return sum((count - mean) ** 2 for count in kept) / (len(kept) - 1) / mean
