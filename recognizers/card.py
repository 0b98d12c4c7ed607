"""Recognise payment card numbers: 14 to 19 digits of a known scheme that end in their Luhn digit.

Schemes and lengths are settings of the rule. Only scheme and last four digits belong in a report (PCI DSS 3.4). Not
checked: whether the range was issued. Numbers of 13 digits (an old Visa form) are left to the CNIC.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.digits import luhn
from triage.recognizers.form import digits, read
from triage.recognizers.setting import texts
from triage.rules.model import Rule, Rules


class Card(Recognizer):
    """CREDIT_CARD: digits only."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the digits of the first candidate."""
        return read(text, self.rule, lambda cell: cell, digits)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the scheme is known for this length and the check digit is right."""
        schemes = "|".join(f"(?:{each})" for each in texts(self.rule, "schemes").values())
        return value.str.contains(schemes) & luhn(value)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the scheme."""
        return {"scheme": _scheme(value, self.rule)}


def scheme(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the card's scheme: String, null if none is known."""
    return _scheme(value, next(each for each in rules.entities.values() if each.entity == "CREDIT_CARD"))


def _scheme(value: pl.Expr, rule: Rule) -> pl.Expr:
    return pl.coalesce(
        [pl.when(value.str.contains(shape)).then(pl.lit(name)) for name, shape in texts(rule, "schemes").items()]
    )
