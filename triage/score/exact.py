"""Exact binomial limits (Clopper and Pearson, Biometrika 26, 1934): what k of n says of the share behind it.

SciPy is imported when a limit is asked for, not before: reading a dump needs none.
"""

from __future__ import annotations


def lowest(failed: int, rows: int, risk: float) -> float:
    """Return the one-sided lower limit of a share: it is above the true one with probability at most `risk`.

    0 where nothing failed or nothing was seen.
    """
    if failed <= 0 or rows <= 0:
        return 0.0
    from scipy.special import betaincinv  # noqa: PLC0415 - loads in 0.3 s

    return float(betaincinv(failed, rows - failed + 1, risk))


def highest(failed: int, rows: int, risk: float) -> float:
    """Return the one-sided upper limit of a share; 1 where all failed or nothing was seen."""
    if failed >= rows:
        return 1.0
    from scipy.special import betaincinv  # noqa: PLC0415 - loads in 0.3 s

    return float(betaincinv(failed + 1, rows - failed, 1.0 - risk))
