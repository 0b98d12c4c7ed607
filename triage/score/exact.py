"""Exact binomial limits (Clopper and Pearson, Biometrika 26, 1934): which true share k failures of n rows allow.

They are quantiles of a beta distribution. SciPy has the same function, and takes longer to load than a small dump takes
to be read: a test compares the two.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_TURNS = 200
_NEAR = 4e-16
"""Relative difference below which two steps are the same number."""


def lowest(failed: float, rows: float, risk: float) -> float:
    """Return the one-sided lower limit of a share: it is above the true one with probability at most `risk`.

    0 if nothing failed or nothing was seen.
    """
    if failed <= 0 or rows <= 0:
        return 0.0
    return _quantile(failed, rows - failed + 1, risk)


def highest(failed: float, rows: float, risk: float) -> float:
    """Return the one-sided upper limit of a share; 1 if all failed or nothing was seen."""
    if failed >= rows:
        return 1.0
    return 1.0 - _quantile(rows - failed, failed + 1, risk)


def _quantile(a: float, b: float, risk: float) -> float:
    """Return the share below which a beta distribution has `risk`, by Newton's method.

    By halving if a step leaves the range.
    """
    low, high, at = 0.0, 1.0, a / (a + b)
    for _ in range(_TURNS):
        below, density = _below(a, b, at)
        low, high = (low, at) if below > risk else (at, high)
        then = at - (below - risk) / density if density > 0 else low
        then = then if low < then < high else (low + high) / 2
        if abs(then - at) <= _NEAR * at:
            return then
        at = then
    return at


def _below(a: float, b: float, at: float) -> tuple[float, float]:
    """Return the share of a beta distribution below a point, and its density there."""
    if not 0 < at < 1:
        return float(at >= 1), 0.0
    density = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + (a - 1) * log(at) + (b - 1) * log1p(-at))
    around = density * at * (1 - at)
    if at < (a + 1) / (a + b + 2):
        return around * _fraction(a, b, at) / a, density
    return 1.0 - around * _fraction(b, a, 1 - at) / b, density


def _fraction(a: float, b: float, at: float) -> float:
    """Return the continued fraction of an incomplete beta (Abramowitz and Stegun 26.5.8), by Lentz's method."""
    least = 1e-300
    upper, lower = 1.0, 1.0 / (1.0 - (a + b) * at / (a + 1.0) or least)
    told = lower
    for m in range(1, 100_000):
        for term in (
            m * (b - m) * at / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * at / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            lower = 1.0 / (1.0 + term * lower or least)
            upper = 1.0 + term / upper or least
            told *= upper * lower
        if abs(upper * lower - 1.0) < _NEAR:
            break
    return told
