"""Recognise dates of birth: a calendar date, or a bare year, as ISO text.

The order is day, month, year if both orders are possible; if the second number is above 12 and the first is not, the
month came first (a column whose other rows prove month-first cannot be recognised from one row). Two-digit years and
the range of years are settings. In free text a date is one of birth only with a word for it; in a cell of its own it
may be.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import read, sparse
from triage.recognizers.setting import lists, number
from triage.recognizers.text import fold
from triage.rules.model import Rules

_THREE = r"^([0-9]{1,4})(?:[^0-9\p{L}]+([0-9]{1,2})[^0-9\p{L}]+([0-9]{1,4}))?$"
_COMPACT = "^([0-9]{4})([0-9]{2})([0-9]{2})$"
_ORDINAL = r"^([0-9]{1,2})(?:st|nd|rd|th)([-/., ])"
_MONTH_FIRST = r"^(\p{L}+)[-. ]*([0-9]{1,2})\p{L}*[-,. ]+"


class DateOfBirth(Recognizer):
    """DATE_OF_BIRTH: "YYYY-MM-DD", or "YYYY" if there is only the year."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the ISO date; it need not be in the calendar."""
        split = number(self.rule, "century_split")
        return read(
            text,
            self.rule,
            lambda cell: sparse(cell, _fixed),
            self._in_numbers,
            _three,
            lambda three: _iso(three, split),
        )

    def _in_numbers(self, hit: pl.Expr) -> pl.Expr:
        """Return a hit with numbers for names of months, in the order day, month, year ("12-Mar-1985")."""
        months = lists(self.rule, "months").items()
        known = {fold(name): f"-{month.zfill(2)}-" for month, names in months for name in names}
        plain = (
            hit.str.to_lowercase()
            .str.replace(_MONTH_FIRST, "${2}-${1}-")
            .str.replace(_ORDINAL, "${1}${2}")
            .str.replace(_COMPACT, "${1}-${2}-${3}")
        )
        return plain.str.replace_many(list(known), list(known.values()), leftmost=True)

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the calendar has the date and the year is in range."""
        years = value.str.slice(0, 4).is_between(
            pl.lit(str(number(self.rule, "oldest_year"))), pl.lit(str(number(self.rule, "newest_year")))
        )
        is_date = value.str.to_date("%Y-%m-%d", strict=False).is_not_null() | (value.str.len_bytes() == 4)
        return pl.when(value.is_not_null()).then(years & is_date)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the year."""
        return {"year": value.str.slice(0, 4)}


def is_century_late(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return whether a date of birth is one of the last century that a program read into this: "2067" of "67".

    Boolean, null where the value is null. Spreadsheets and databases guess the century of two digits.
    """
    rule = next(each for each in rules.entities.values() if each.entity == _ENTITY)
    return value.str.slice(0, 4).is_between(pl.lit(str(number(rule, "newest_year") + 1)), pl.lit(_LAST_YEAR))


_ENTITY, _LAST_YEAR = "DATE_OF_BIRTH", "2099"


def _fixed(clean: pl.Expr) -> pl.Expr:
    """Return the ISO date of texts like "1985-03-12" and "12/03/1985", by the places of their digits."""
    turned = _ordered(clean.str.slice(6, 4), clean.str.slice(0, 2), clean.str.slice(3, 2))
    return pl.when(clean.str.contains("^[0-9]{4}-")).then(clean).otherwise(turned)


def _three(numbers: pl.Expr) -> pl.Expr:
    """Return a struct of three numbers; with a single number, the year, in the first field."""
    return numbers.str.extract_groups(_THREE)


def _iso(three: pl.Expr, split: int) -> pl.Expr:
    """Return the ISO date or year of a struct of three numbers; null without numbers."""
    one, two, last = (three.struct.field(name) for name in "123")
    dash = pl.lit("-")
    year_first = pl.concat_str(one, dash, two.str.zfill(2), dash, last.str.zfill(2))
    year_last = _ordered(_full_year(last, split), one.str.zfill(2), two.str.zfill(2))
    is_long = one.str.len_bytes() == 4
    return pl.when(is_long & two.is_null()).then(one).when(is_long).then(year_first).otherwise(year_last)


def _ordered(year: pl.Expr, one: pl.Expr, two: pl.Expr) -> pl.Expr:
    """Return the date with the day first, unless only month first is possible."""
    dash, is_month_first = pl.lit("-"), (two > "12") & (one <= "12")
    month = pl.when(is_month_first).then(one).otherwise(two)
    day = pl.when(is_month_first).then(two).otherwise(one)
    return pl.concat_str(year, dash, month, dash, day)


def _full_year(year: pl.Expr, split: int) -> pl.Expr:
    """Return a year in four digits; of two digits up to `split` this century, else the last; null for other lengths."""
    century = pl.when(year <= str(split).zfill(2)).then(pl.lit("20")).otherwise(pl.lit("19"))
    long = pl.when(year.str.len_bytes() == 4).then(year)
    return pl.when(year.str.len_bytes() == 2).then(pl.concat_str(century, year)).otherwise(long)
