"""Recognise passport numbers: two letters and seven digits; after a label also the forms of other countries.

`value` is upper case without blanks and dashes. Not checked: whether the letters were ever issued.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import first


class Passport(Recognizer):
    """PK_PASSPORT: letters and digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return capital letters and digits, without blanks and dashes."""
        return self.canonical(first(text, self.rule))

    def canonical(self, hit: pl.Expr) -> pl.Expr:
        """Return a hit in capitals, without blanks and dashes."""
        return hit.str.to_uppercase().str.replace_all("[ -]", "")
