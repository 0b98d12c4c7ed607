"""The form in which fields are compared: it hangs neither on case nor on commas, blanks, dashes or vowel signs.

One list is exported with commas and small letters, and again with blanks and capitals: the records are the same.
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.alphabet import capitals
from triage.recognizers.form import parted

EXACT = frozenset({"password", "password_hash", "user_name", "email", "ip", "location"})
"""Fields of which each sign counts."""

_BETWEEN = "\x1e"
"""What stays between two numbers of an address."""

_CODES = (*range(0x80), *range(0x64B, 0x660), 0x670)
_SIGNS = [sign for sign in map(chr, _CODES) if not sign.isalnum() and sign != _BETWEEN]
"""What is left out: signs of folded text, and the vowel signs that one clerk writes and another omits."""

_TWO_NUMBERS = r"(?-u)([0-9])[ -/:-@\[-`{-~]+([0-9])"


def compared(name: str) -> pl.Expr:
    """Return the values of a field (String, canonical) as they are compared; null stays null."""
    value = pl.col(name)
    if name in EXACT:
        return value
    return tight(value) if name == "address" else _bare(capitals(value))


def tight(value: pl.Expr) -> pl.Expr:
    """Return letters and digits in capitals, with a mark between two numbers; null stays null.

    "Street 1, 23" is so another place than "Street 12, 3".
    """
    return parted(capitals(value), _TWO_NUMBERS, lambda text: _bare(_apart(_apart(text))), _bare)


def _bare(text: pl.Expr) -> pl.Expr:
    return text.str.replace_many(_SIGNS, [""])


def _apart(text: pl.Expr) -> pl.Expr:
    """Return a text with a mark between its numbers: a digit between two signs needs a second turn ("1-2-3")."""
    return text.str.replace_all(_TWO_NUMBERS, f"${{1}}{_BETWEEN}${{2}}")
