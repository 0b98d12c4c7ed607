"""Recognise districts, tehsils, cities and provinces by the gazetteer: a cell that names a place and nothing else.

`value` is the canonical spelling of the tables. In free text a place is recognised only after a word for its kind. Not
checked: whether a tehsil lies in the district of the next column; the signals check that.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import first, sparse
from triage.recognizers.gazetteer import district_of, place, province_of

_KINDS = (
    "district|distt?|zilla|zila|tehsil|tehseel|teh|taluka|city of|city|province|domicile"
    "|ضلع|تحصیل|شہر|صوبہ|تعلقہ|ڈومیسائل"
)
_KIND = (
    rf"^[^\p{{L}}]*(?i:{_KINDS})[ .:=-]+(?i:of )?"
    r"|[ ,-]+(?i:district|distt?|city|tehsil|division|pakistan)[. ]*$"
)


class Location(Recognizer):
    """LOCATION: the canonical name of a place."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the place that the cell names, with or without a word for its kind before or after it."""
        whole = place(text, self.rules)
        rest = pl.when(text.str.contains(_KIND)).then(text)
        return pl.coalesce(whole, sparse(rest, self._behind_its_kind))

    def _behind_its_kind(self, cell: pl.Expr) -> pl.Expr:
        alone = cell.str.replace_all(_KIND, "").str.strip_chars()
        return pl.coalesce(place(alone, self.rules), place(first(cell, self.rule), self.rules))

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return district and province of the place."""
        return {"district": district_of(value, self.rules), "province": province_of(value, self.rules)}
