"""Forms that identify a fabricator, from `rules/tables/fabrication_marks.csv`: kind, field, regex, title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

import polars as pl

from triage.rules.model import Rules

TABLE = "fabrication_marks"


def fields_of(rules: Rules, kind: str) -> tuple[str, ...]:
    """Return the fields that have known marks of a kind, sorted."""
    return tuple(sorted({row["field"] for row in rules.table(TABLE) if row["kind"] == kind}))


def has_mark(rules: Rules, kind: str, field: str, text: pl.Expr) -> pl.Expr | None:
    """Return whether a text bears a mark of this kind for this field: Boolean.

    Null (no expression) if none is known.
    """
    forms = [row["regex"] for row in rules.table(TABLE) if row["kind"] == kind and row["field"] == field]
    return text.str.contains("|".join(f"(?:{form})" for form in forms)) if forms else None


def any_of(tests: Sequence[pl.Expr]) -> pl.Expr:
    """Return whether one of the tests holds; null counts as false."""
    return reduce(or_, (test.fill_null(value=False) for test in tests), pl.lit(value=False))
