"""Recognise ages in years: a number of up to three digits in a cell of its own, or beside a word for age.

`valid` requires an age between 0 and the setting `oldest_years`.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import first
from triage.recognizers.setting import number


class Age(Recognizer):
    """AGE: digits without leading zeros."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the years as digits."""
        return first(text, self.rule).cast(pl.UInt16, strict=False).cast(pl.String)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if somebody can be that old."""
        return value.cast(pl.UInt16, strict=False) <= number(self.rule, "oldest_years")
