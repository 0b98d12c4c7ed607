"""Recognise CNICs: the 13-digit number of a Pakistani citizen (CNIC, SNIC, NICOP, POC, B-form).

Issuer: NADRA, which publishes no specification. Structure, as explained in public: five digits for the place of first
registration (province, division, district, 0, tehsil), a seven-digit serial, a digit whose parity is the sex.

There is no public check digit: `valid` only refuses what was never issued (a first digit of 9 or 0). Whether the place
is a listed one is evidence, not validity, and is provided for the signals. A last digit of 0 is accepted.

>>> import triage.rules, polars as pl
>>> from triage.recognizers import load
>>> pl.select(load(triage.rules.load())["PK_CNIC"].value(pl.lit("CNIC 35202-1000001-1 (invented)"))).item()
'3520210000011'
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import digits, many_digits, read, repaired, without_dashes
from triage.recognizers.setting import words
from triage.rules.model import Rules

_MASK = "[Xx*#\u2022]"
_MASKED = (
    rf"^[^0-9Xx*#\u2022]*(?:[0-9Xx*#\u2022]{{5}}-[0-9Xx*#\u2022]{{7}}-[0-9Xx*#\u2022]"
    rf"|[0-9Xx*#\u2022]{{13}}|[0-9]{{2,6}}-?{_MASK}{{4,}}-?[0-9]?|{_MASK}{{4,}}[0-9]{{2,4}}-[0-9])[^0-9Xx*#\u2022]*$"
)
_SCIENTIFIC = r"^[^0-9]*[1-9](?:\.[0-9]{1,11})?[Ee]\+?0?12[^0-9]*$"


class Cnic(Recognizer):
    """PK_CNIC: 13 digits."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return 13 digits; groups that a right-to-left page has reversed (1-7-5) are put back in order."""
        return read(text, self.rule, without_dashes, repaired, _turned_back, digits, sign=many_digits(13))

    def canonical(self, hit: pl.Expr) -> pl.Expr:
        """Return the digits of a hit."""
        return digits(_turned_back(repaired(hit)))

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the first digit is that of a province, 1 to 8."""
        return value.str.contains("^[1-8]")

    def likely(self, value: pl.Expr) -> pl.Expr:
        """Return true if it begins with a published place code: bar codes and milliseconds seldom do."""
        return listed_prefix(value, self.rules)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return province "1".."9", district code of three digits, sex "M" or "F"."""
        return {"province": province(value), "district_code": district_code(value), "sex": sex(value)}


def _turned_back(hit: pl.Expr) -> pl.Expr:
    """Return a hit whose first group is a single digit with its groups in their order again."""
    return hit.str.replace("^([0-9])[^0-9]([0-9]{7})[^0-9]([0-9]{5})$", "${3}${2}${1}")


def province(value: pl.Expr) -> pl.Expr:
    """Return the first digit: the province of first registration."""
    return value.str.slice(0, 1)


def district_code(value: pl.Expr) -> pl.Expr:
    """Return the first three digits: province, division, district."""
    return value.str.slice(0, 3)


def fourth_digit(value: pl.Expr) -> pl.Expr:
    """Return the fourth digit: "0" in every published place code."""
    return value.str.slice(3, 1)


def serial(value: pl.Expr) -> pl.Expr:
    """Return the seven digits between place and sex."""
    return value.str.slice(5, 7)


def sex(value: pl.Expr) -> pl.Expr:
    """Return the sex by the parity of the last digit: "M" odd, "F" even (0 too)."""
    is_odd = value.str.slice(12, 1).is_in(["1", "3", "5", "7", "9"])
    return pl.when(is_odd).then(pl.lit("M")).when(is_odd.not_()).then(pl.lit("F"))


def listed_prefix(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether the first five digits are a published place code: Boolean, null if value is null.

    The list is incomplete: false is weak evidence for one row.
    """
    return value.str.slice(0, 5).is_in([row["prefix"] for row in rules.table("cnic_tehsils")])


def placeholder(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether a number is one of documentation, tests and lazy typing: Boolean, null if value is null.

    The numbers and serials are settings of the rule (`placeholders`, `placeholder_serials`); 13 equal digits count too.
    """
    rule = next(each for each in rules.entities.values() if each.entity == "PK_CNIC")
    alike = [str(digit) * 13 for digit in range(10)]
    known = value.is_in([*words(rule, "placeholders"), *alike])
    return known | serial(value).is_in(words(rule, "placeholder_serials"))


def damaged(text: pl.Expr) -> pl.Expr:
    """Return how a folded cell with a CNIC lost digits: "scientific" (a spreadsheet's 3.52E+12) or "masked".

    String; null if the cell is whole, or holds no CNIC at all. Such cells have no `value`.
    """
    masked = text.str.contains(_MASKED) & text.str.contains(_MASK) & text.str.contains("[0-9]")
    scientific = text.str.contains(_SCIENTIFIC)
    return pl.when(scientific).then(pl.lit("scientific")).when(masked).then(pl.lit("masked"))
