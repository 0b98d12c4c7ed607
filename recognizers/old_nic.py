"""Recognise old NICs: the 11-digit identity number in force from 1973 to 2003 (invalid since January 2004).

Written 3-2-6: registration office, two digits of the year of birth, serial. No check digit; the meaning of the groups
is general knowledge (medium confidence), so `valid` refuses only a leading 0, which mobile and fixed-line numbers have.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import digits, read, without_dashes


class OldNic(Recognizer):
    """PK_NIC_OLD: 11 digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the 11 digits."""
        return read(text, self.rule, without_dashes, digits)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true unless it begins with 0."""
        return value.str.contains("^[1-9]")
