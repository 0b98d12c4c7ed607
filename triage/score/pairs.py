"""Compare two columns that should agree: count their values side by side, and how often they would differ by chance."""

from __future__ import annotations

from collections import Counter

import polars as pl

from triage.core.summary import Marks
from triage.score.row_checks import Check, clash, histogram

SEAM = "|"


def joined(left: pl.Expr, right: pl.Expr, scope: pl.Expr) -> pl.Expr:
    """Return both values as "left|right" for the rows in scope; null if one is missing.

    For columns with few values only.
    """
    return pl.when(scope).then(pl.concat_str(left, right, separator=SEAM))


def paired(marks: Marks, name: str, group: str = "identity") -> Check:
    """Return the check that a histogram of `joined` values gives; chance comes from the values of both columns."""
    left, right = Counter[str](), Counter[str]()
    failed = 0
    for pair, count in histogram(marks, name).items():
        one, other = pair.split(SEAM)
        left[one] += count
        right[other] += count
        failed += count * (one != other)
    return Check(sum(left.values()), failed, clash(left, right), group)
