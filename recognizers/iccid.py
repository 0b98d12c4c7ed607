"""Recognise SIM card numbers (ICCID) of Pakistan: 89, country 92, issuer, account, Luhn digit (ITU-T E.118).

Numbers of 18 digits lack their check digit and are candidates only. Not checked: whether the issuer used the range.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.digits import MOST, luhn, luhn_sum
from triage.recognizers.form import digits, read

_FIRST_OF_TWENTY = 7
"""What the first of twenty digits, always an 8, adds to Luhn's sum: twice 8 is 16, its digits added are 7."""


class Iccid(Recognizer):
    """ICCID: digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the digits, without the padding F of the card."""
        return read(text, self.rule, digits, digits)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if there are 19 or 20 digits and the check digit is right."""
        twenty = (luhn_sum(value.str.slice(1)) + _FIRST_OF_TWENTY) % 10 == 0
        length = value.str.len_bytes()
        return (length >= MOST) & pl.when(length > MOST).then(twenty).otherwise(luhn(value))
