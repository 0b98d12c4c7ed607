"""Recognise IBANs: of Pakistan in any written form (PK, two check digits, bank code, 16 characters), others compact.

`valid` is the check of ISO 13616: the first four characters moved to the end, letters as 10 to 35, the whole modulo 97
is 1 (random digits pass 1 in 97). Whether the bank code is listed is reported separately, because new banks are
founded. Not checked: length by country for foreign numbers, the account itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

import polars as pl

from triage.recognizers.base import Recognizer
from triage.recognizers.form import first, sparse
from triage.rules.model import Rules

_LETTERS = {letter: str(number) for number, letter in enumerate(ascii_uppercase, start=10)}
_PIECE = 17
"""Digits computed at once: 97 times 10**17 fits 64 bits."""

_PIECES = 4
"""Pieces that suffice for the 34 characters of the longest IBAN: 2 check digits and 2 digits for each of 32 letters

are 66.
"""


class Iban(Recognizer):
    """IBAN_CODE: compact, upper case."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the number without blanks, dashes and other signs between its groups, in upper case."""
        return first(text, self.rule).str.replace_all("[ ./_-]", "").str.to_uppercase()

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if the check digits are right and a number of Pakistan has its form."""
        has_form = value.str.starts_with("PK").not_() | value.str.contains("^PK[0-9]{2}[A-Z]{4}[A-Z0-9]{16}$")
        return has_form & (remainder(value) == 1)

    def parts(self, value: pl.Expr) -> Mapping[str, pl.Expr]:
        """Return the name of the bank by its listed code."""
        return {"bank": bank(value, self.rules)}


def remainder(value: pl.Expr) -> pl.Expr:
    """Return an IBAN as a number modulo 97: UInt64, null if value is null."""
    turned = pl.concat_str(value.str.slice(4), value.str.slice(0, 4))
    number = turned.str.replace_many(list(_LETTERS), list(_LETTERS.values())).str.zfill(_PIECE * _PIECES)
    return sparse(number, _modulo, dtype=pl.UInt64)


def _modulo(number: pl.Expr) -> pl.Expr:
    pieces = [number.str.slice(_PIECE * index, _PIECE).cast(pl.UInt64, strict=False) for index in range(_PIECES)]
    rest = pieces[0] % 97
    for piece in pieces[1:]:
        rest = (rest * 10**_PIECE + piece) % 97
    return rest


def bank_code(value: pl.Expr) -> pl.Expr:
    """Return the four letters of the bank of a Pakistani IBAN; null for other countries."""
    return value.str.extract("^PK[0-9]{2}([A-Z]{4})")


def bank(value: pl.Expr, rules: Rules) -> pl.Expr:
    """Return the name of the bank: String, null if the code is not listed."""
    names = {row["code"]: row["bank"] for row in rules.table("banks")}
    return bank_code(value).replace_strict(names, default=None, return_dtype=pl.String)
