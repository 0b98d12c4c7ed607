"""Recognise mobile numbers: 03XZ and seven digits, in any of their written forms.

Issuer of blocks: PTA. `valid` requires a prefix 03XZ that was ever allotted (`rules/tables/mobile_prefixes.csv`), not
that the subscriber exists. Numbers are portable since 2007: the prefix names the first allottee. Not checked: the
subscriber digits. Of two numbers in a cell the first is taken.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import digits, many_digits, nothing, parted, read, repaired, without_dashes
from triage.rules.model import Rules

_KNOWN = ("active", "uncertain", "defunct")

_CLEAN_CNIC = "^[1-8][0-9]{4}-?[0-9]{7}-?[0-9]$"
"""Cells that are a CNIC alone and hold no mobile number: most cells that are not names, and slow to search."""


class Mobile(Recognizer):
    """PK_MOBILE_NUMBER: "03" and nine digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return "0" and the last ten digits of the hit, without country code, trunk zero and double prefixes."""
        sign = many_digits(10)
        hit = parted(
            text, _CLEAN_CNIC, nothing, lambda cell: read(cell, self.rule, without_dashes, repaired, digits, sign=sign)
        )
        return pl.concat_str(pl.lit("0"), hit.str.tail(10))

    def canonical(self, hit: pl.Expr) -> pl.Expr:
        """Return the last ten digits of a hit after a "0"."""
        return pl.concat_str(pl.lit("0"), digits(repaired(hit)).str.tail(10))

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the prefix is, was, or may be allotted."""
        return allocated(value, self.rules)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the prefix and its first allottee."""
        return {"prefix": prefix(value), "operator": operator(value, self.rules)}


def prefix(value: pl.Expr) -> pl.Expr:
    """Return the first four digits, "0300" to "0399"."""
    return value.str.slice(0, 4)


def serial(value: pl.Expr) -> pl.Expr:
    """Return the seven subscriber digits."""
    return value.str.slice(4, 7)


def operator(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the first allottee of the prefix: String, null if there is none."""
    owners = {row["prefix"]: row["operator"] for row in rules.table("mobile_prefixes") if row["operator"]}
    return prefix(value).replace_strict(owners, default=None, return_dtype=pl.String)


def allocated(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether the prefix is active, defunct or uncertain: Boolean, null if value is null."""
    known = [row["prefix"] for row in rules.table("mobile_prefixes") if row["status"].startswith(_KNOWN)]
    return prefix(value).is_in(known)
