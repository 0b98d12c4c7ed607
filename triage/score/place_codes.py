"""Checks of authorities' codes that more than one signal uses."""

from __future__ import annotations

import polars as pl

from triage.recognizers.cnic import district_code, fourth_digit
from triage.rules.model import Rules


def placed(cnic: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether a CNIC begins with a listed district and 0: Boolean, null if there is no CNIC."""
    codes = sorted({row["district_code"] for row in rules.table("cnic_districts")})
    return district_code(cnic).is_in(codes) & (fourth_digit(cnic) == "0")
