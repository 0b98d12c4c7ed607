"""Recognise fixed-line numbers: "0", area code and subscriber digits, or a country-wide UAN (111-XXX-XXX).

`valid` requires a listed area code and as many digits after it as the area has
(`rules/tables/landline_area_codes.csv`); Karachi 021 and Lahore 042 may have seven, as before 2009-07-01. A mobile
number (03...) is never a fixed-line number, and one without a fee (0800, 0900) is nobody's. Not checked: whether the
exchange exists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import digits, read, without_dashes
from triage.rules.model import Rules

_COUNTRY = r"^(?:00)?920?([1-9][0-9]{7,10})$"
_UAN = "111[0-9]{6}"
_NOBODYS = "^0[89]00"
"""Numbers without a fee and of services, which reach an office and no line of anybody."""


class Landline(Recognizer):
    """PK_LANDLINE_NUMBER: "0", area code, subscriber digits; a UAN without area code begins with "111"."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the digits without country code, after a "0"."""
        return read(text, self.rule, lambda cell: _national(without_dashes(cell)), lambda hit: _national(digits(hit)))

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the area code is listed and the number of digits fits it."""
        return value.str.contains(_shape(self.rules))

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the area code."""
        return {"area_code": area_code(value, self.rules)}


def _national(bare: pl.Expr) -> pl.Expr:
    national = bare.str.replace(_COUNTRY, "0${1}")
    has_all = national.str.contains(f"^0|^{_UAN}$")
    whole = pl.when(has_all).then(national).otherwise(pl.concat_str(pl.lit("0"), national))
    return pl.when(whole.str.contains(_NOBODYS).not_()).then(whole)


def area_code(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the listed area code that the number begins with: String, null without one."""
    codes = sorted((row["area_code"] for row in rules.table("landline_area_codes")), key=len, reverse=True)
    return value.str.extract(f"^({'|'.join(codes)})")


def _shape(rules: Rules) -> str:
    by_length: dict[str, list[str]] = defaultdict(list)
    for row in rules.table("landline_area_codes"):
        is_area = row["province"] != "-"
        least = 7 if row["subscriber_digits"] == "8" else int(row["subscriber_digits"])
        first_digit = "[2-9]" if is_area else "[0-9]"
        rest = f"{first_digit}[0-9]{{{least - 1},{int(row['subscriber_digits']) - 1}}}"
        by_length[rest].append(row["area_code"])
    shapes = [f"(?:{'|'.join(codes)}){rest}" for rest, codes in by_length.items()]
    areas = "|".join(row["area_code"] for row in rules.table("landline_area_codes") if row["province"] != "-")
    return f"^(?:{'|'.join(shapes)}|(?:{areas})?{_UAN})$"
