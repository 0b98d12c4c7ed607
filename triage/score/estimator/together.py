"""Compute which checks fail in the same rows, and how their failures differ between the hands that wrote a dump.

Errors of genuine rows are scattered: a row that fails one check fails another no more often than any row. Rows that
were made up fail several at once. Two checks with failure rates f1, f2 and chance rates c1, c2 whose failures are
independent within genuine rows and within made-up rows give the genuine share 1 / (1 + cov / ((f1 - c1)(f2 - c2))).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from triage.score.estimator.rows import EXPRESSIONS

Floats = NDArray[np.float64]

CHECKS = ("sex_of_name", "sex_of_gender", "district_same", "tehsil_same", "operator_same", "placed", "mobile_valid",
          "landline_same", "email_named")  # fmt: skip
"""Checks between fields, or by rules of numbers; 1 passed, 0 failed, null if it cannot be made."""

_FIXED = {"placed": 0.98, "mobile_valid": 0.5, "operator_same": 0.75, "email_named": 0.9}
"""Chance rates of failing that do not depend on a dump's own columns."""

_LEAST_ROWS = 60
_LEAST_GAP = 0.05
"""Least distance of a failure rate from chance: nearer, a pair of checks says nothing."""

_HAND = 20.0
"""Rows of a hand at which its own rate of failing weighs as much as that of the dump."""

_MOST = 3

T = ("together", "together_least", "together_moves", "together_twice", "hand_spread")
"""Names of the features of a dump."""

_FAILS = [(1 - EXPRESSIONS[name]).alias(name) for name in CHECKS]


def _failed() -> pl.Expr:
    """Return how many checks a row fails, at most `_MOST`; null if none can be made."""
    known = pl.any_horizontal(each.is_not_null() for each in _FAILS)
    return pl.when(known).then(pl.sum_horizontal(_FAILS).clip(0, _MOST))


def _rate() -> pl.Expr:
    """Return the share of checks that a row fails: null if none can be made."""
    return pl.mean_horizontal(_FAILS)


def _beside(rate: pl.Expr) -> pl.Expr:
    """Return how much more the other rows of the same hand fail than the dump, drawn to the dump for small hands."""
    whole = rate.mean().over("table")
    known = rate.is_not_null()
    others = rate.sum().over("table", "hand") - rate
    count = rate.count().over("table", "hand") - 1
    drawn = (others + _HAND * whole) / (count + _HAND)
    return pl.when(known & pl.col("hand").is_not_null()).then(drawn - whole)


EXPRESSIONS_T: Mapping[str, pl.Expr] = {
    "failed": _failed(),
    "hand_fails": _beside(_rate()),
    "hand_moves": _beside(1 - EXPRESSIONS["district_same"]),
}
"""Expressions of the features of a row, by name."""


def features(rows: pl.DataFrame, chances: Mapping[str, float], hands: pl.Series) -> dict[str, float]:
    """Return the features `T` of a dump from those of its rows; `chances` are chance rates of agreeing by check."""
    fails = _failing(rows)
    above = below = moves_above = moves_below = 0.0
    least = float("nan")
    for names, cov, gap, error in _pairs(fails, chances):
        least = np.fmin(least, _share(cov - error, gap))
        above, below = above + cov, below + gap
        if {"district_same", "tehsil_same"} & set(names):
            moves_above, moves_below = moves_above + cov, moves_below + gap
    return {
        "together": _share(above, below),
        "together_least": float(least),
        "together_moves": _share(moves_above, moves_below),
        "together_twice": _twice(fails),
        "hand_spread": _spread(rows, hands),
    }


def worst(rows: pl.DataFrame, chances: Mapping[str, float]) -> tuple[float, tuple[str, str]] | None:
    """Return the pair of checks that fail together most, and the genuine share that it implies; null without a pair."""
    pairs = _pairs(_failing(rows), chances)
    return min(((_share(cov - error, gap), names) for names, cov, gap, error in pairs if gap > 0), default=None)


def _failing(rows: pl.DataFrame) -> dict[str, Floats]:
    """Return by check which rows fail it; not a number where it cannot be made."""
    fails = {name: 1.0 - rows[name].cast(pl.Float64).fill_null(float("nan")).to_numpy() for name in CHECKS}
    return {name: each for name, each in fails.items() if np.isfinite(each).sum() >= _LEAST_ROWS}


def _pairs(
    fails: Mapping[str, Floats], chances: Mapping[str, float]
) -> Iterator[tuple[tuple[str, str], float, float, float]]:
    """Yield each pair of checks that says something, with what `_pair` returns."""
    chance = {name: 1.0 - chances[name] if name in chances else _FIXED.get(name, float("nan")) for name in fails}
    for one, other in combinations(fails, 2):
        cov, gap, error = _pair(fails[one], fails[other], (chance[one], chance[other]))
        if np.isfinite(cov):
            yield (one, other), cov, gap, error


def _pair(one: Floats, other: Floats, chance: tuple[float, float]) -> tuple[float, float, float]:
    """Return the covariance of two checks' failures, the product of their distances from chance, and the error.

    The error is that of the covariance, one standard deviation, if failures are independent. Not a number if there are
    too few rows with both, or if a check fails about as often as by chance.
    """
    both = np.isfinite(one) & np.isfinite(other)
    if both.sum() < _LEAST_ROWS:
        return float("nan"), float("nan"), float("nan")
    left, right = one[both], other[both]
    gaps = chance[0] - left.mean(), chance[1] - right.mean()
    if not min(gaps) > _LEAST_GAP:
        return float("nan"), float("nan"), float("nan")
    error = left.std() * right.std() / np.sqrt(both.sum())
    return float(np.mean(left * right) - left.mean() * right.mean()), float(gaps[0] * gaps[1]), float(error)


def _share(above: float, below: float) -> float:
    return float(1.0 / (1.0 + max(above, 0.0) / below)) if below > 0 else float("nan")


def _twice(fails: Mapping[str, Floats]) -> float:
    """Return log10 of rows that fail two checks or more, against as many as if all failed by themselves."""
    if len(fails) < 2:
        return float("nan")
    table = np.column_stack(list(fails.values()))
    known = np.isfinite(table)
    rates = np.nanmean(table, axis=0)
    seen = (np.where(known, table, 0.0).sum(axis=1) >= 2).sum()
    none = np.prod(np.where(known, 1 - rates, 1.0), axis=1)
    odds = np.where(known, np.minimum(rates, 1 - 1e-6) / np.maximum(1 - rates, 1e-6), 0.0).sum(axis=1)
    awaited = np.maximum(1 - none * (1 + odds), 0.0).sum()
    return float(np.log10((seen + 1.0) / (awaited + 1.0)))


def _spread(rows: pl.DataFrame, hands: pl.Series) -> float:
    """Return how far hands differ in their rate of failing, beyond what their numbers of rows make likely.

    0 is as by chance; an intraclass correlation, so that a larger dump has no larger value.
    """
    told = pl.DataFrame(
        {"hand": hands, "rate": rows.select(pl.mean_horizontal(1 - pl.col(name) for name in CHECKS)).to_series()}
    )
    told = told.drop_nulls()
    groups = told.group_by("hand").agg(
        pl.len().alias("n"), pl.col("rate").mean(), pl.col("rate").var(ddof=0).alias("var")
    )
    groups = groups.filter(pl.col("n") > 1)
    count, rows_known = groups.height, float(groups["n"].sum())
    if count < 2 or rows_known < _LEAST_ROWS:
        return float("nan")
    n, rate, var = (groups[name].to_numpy() for name in ("n", "rate", "var"))
    middle = float((n * rate).sum() / rows_known)
    between = float((n * (rate - middle) ** 2).sum() / (count - 1))
    within = float((n * var).sum() / max(rows_known - count, 1.0))
    size = (rows_known - float((n**2).sum()) / rows_known) / (count - 1)
    whole = between + (size - 1) * within
    return float(np.clip((between - within) / whole, -0.2, 1.0)) if whole > 0 else 0.0
