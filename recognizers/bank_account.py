"""Recognise numbers of bank accounts, as written.

A mobile number is the account of a wallet, and is counted as a mobile number.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer

_MOBILE = "^(?:0|92|0092)?3[0-9]{2}-?[0-9]{7}$"


class BankAccount(Recognizer):
    """PK_BANK_ACCOUNT: digits and dashes."""

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true unless it is a mobile number."""
        return value.str.contains(_MOBILE).not_()
