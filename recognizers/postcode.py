"""Recognise post codes of Pakistan: five digits, of which the first two give the region.

`valid` requires that the region exists (`rules/tables/postcode_regions.csv`). Any five digits look like a post code, so
a column is recognised by its header. Not checked: whether the office exists.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import first
from triage.rules.model import Rules


class Postcode(Recognizer):
    """PK_POSTCODE: five digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the five digits."""
        return first(text, self.rule)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return whether a region begins with these digits: Boolean, null if value is null."""
        return pl.when(value.is_not_null()).then(province(value, self.rules).is_not_null())

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the province of the region."""
        return {"province": province(value, self.rules)}


def province(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the province in which a post code lies: String, null if no region begins with its digits."""
    regions = {
        str(start): row["province"]
        for row in rules.table("postcode_regions")
        for start in range(int(row["first"]), int(row["last"]) + 1)
    }
    return value.str.slice(0, 2).replace_strict(regions, default=None, return_dtype=pl.String)
