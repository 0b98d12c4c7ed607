"""Recognise genders: the words for man, woman and third gender on forms in English, Roman Urdu and Urdu.

The words are settings of the rule. Digits (1 and 2, 0 and 1) are not guessed: forms disagree about them.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import read
from triage.recognizers.setting import lists
from triage.recognizers.text import fold


class Gender(Recognizer):
    """GENDER: "M", "F" or "X"."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the letter of a known word."""
        return read(text, self.rule, self._meaning, self._meaning)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the letter itself."""
        return {"gender": value}

    def _meaning(self, hit: pl.Expr) -> pl.Expr:
        known = {fold(word): letter for letter, words in lists(self.rule, "words").items() for word in words}
        plain = hit.str.to_lowercase().str.strip_chars(" .").str.replace_all(r"[-_ ]+", " ")
        return plain.replace_strict(known, default=None, return_dtype=pl.String)
