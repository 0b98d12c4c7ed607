"""Recognise mobile operators: the names of the networks of Pakistan, past and present, as cells of their own.

The words are settings of the rule. Values are spelled as in `rules/tables/mobile_prefixes.csv`, so that they can be
compared with the first allottee of a number's prefix; "Warid", now part of Jazz, is kept separate.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import read
from triage.recognizers.setting import lists
from triage.recognizers.text import fold


class Operator(Recognizer):
    """PK_MOBILE_OPERATOR: the operator's present name."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the operator of a known word."""
        return read(text, self.rule, self._meaning, self._meaning)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the operator itself."""
        return {"operator": value}

    def _meaning(self, hit: pl.Expr) -> pl.Expr:
        known = {_plain(word): name for name, words in lists(self.rule, "words").items() for word in words}
        plain = hit.str.to_lowercase().str.replace_all(_SEPARATORS, "")
        return plain.replace_strict(known, default=None, return_dtype=pl.String)


_SEPARATORS = "[ .&/()-]+"


def _plain(word: str) -> str:
    return "".join(each for each in fold(word).lower() if each.isalnum())
