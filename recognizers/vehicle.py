"""Recognise registration numbers of vehicles: one to four letters, a year if the series has one, one to four digits.

`value` is upper case with dashes. `valid` refuses letters with another meaning (settings: `not_plates`). `parts` gives
the province of a series that only one province has. Not checked: whether the series was issued. The letters I, O and Q
are rare and not refused.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import first
from triage.recognizers.setting import texts, words

_SHAPE = "^(?:ICT-)?[A-Z]{1,4}(?:-[0-9]{2})?-[0-9]{1,4}$"


class Vehicle(Recognizer):
    """PK_VEHICLE_REGISTRATION: letters, dash, digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the number in upper case, its groups joined by dashes."""
        return self.canonical(first(text, self.rule))

    def canonical(self, hit: pl.Expr) -> pl.Expr:
        """Return a hit in upper case, its groups joined by dashes."""
        grouped = hit.str.to_uppercase().str.replace_all("[ -]+", "-")
        return grouped.str.replace("([A-Z])([0-9])", "${1}-${2}")

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if it has the form and its letters are those of a plate."""
        letters = value.str.extract("^([A-Z]+)")
        return value.str.contains(_SHAPE) & letters.is_in(list(words(self.rule, "not_plates"))).not_()

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the province of a series that only one province has, else null."""
        series = texts(self.rule, "provinces").items()
        told = [pl.when(value.str.contains(form)).then(pl.lit(province)) for province, form in series]
        return {"province": pl.coalesce(told)}
