"""Recognise IMSIs of Pakistan: country code 410, two digits of the network, ten of the subscriber (ITU-T E.212).

`valid` requires a known network code. Not checked: the subscriber digits; there is no check digit.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import digits, read
from triage.recognizers.setting import texts
from triage.rules.model import Rule, Rules


class Imsi(Recognizer):
    """IMSI: 15 digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the digits."""
        return read(text, self.rule, lambda cell: cell, digits)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the network code is one of Pakistan's."""
        return _network(value).is_in(list(texts(self.rule, "networks")))

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the operator of the network code."""
        return {"operator": _operator(value, self.rule)}


def operator(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the operator of the network code: String, null if it is not known."""
    return _operator(value, next(each for each in rules.entities.values() if each.entity == "IMSI"))


def _network(value: pl.Expr) -> pl.Expr:
    return value.str.slice(3, 2)


def _operator(value: pl.Expr, rule: Rule) -> pl.Expr:
    return _network(value).replace_strict(texts(rule, "networks"), default=None, return_dtype=pl.String)
