"""Recognise IMEIs: 15 digits of a handset, the last a Luhn digit (3GPP TS 23.003 section 6.2).

The first eight are the type allocation code. An IMEISV (16 digits, no check digit) is a candidate that is not valid.
Call records often replace the check digit by 0, or leave it out: see `check_digit_lost`.
Not checked: whether the type was allocated.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.digits import luhn
from triage.recognizers.form import digits, read

LENGTH = 15


class Imei(Recognizer):
    """IMEI: 15 digits (16 for an IMEISV)."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the digits."""
        return read(text, self.rule, lambda cell: cell, digits)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true for 15 digits with a right check digit that are no IMSI of Pakistan (410...)."""
        return (value.str.len_bytes() == LENGTH) & value.str.starts_with("410").not_() & luhn(value, LENGTH + 1)


def check_digit_lost(value: pl.Expr) -> pl.Expr:
    """Return whether the last digit is 0 and wrong, or missing, as in call records: Boolean, null if value is null."""
    is_short = value.str.len_bytes() < LENGTH
    return is_short | (value.str.ends_with("0") & luhn(value, LENGTH + 1).not_())
