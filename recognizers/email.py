"""Recognise e-mail addresses: a local part, "@" and a domain of two or more labels, in ASCII.

`valid` checks the lengths and dots of RFC 5321 section 4.5.3 and RFC 1035 section 2.3.4. Not checked: whether the
domain exists or its ending is in the public suffix list (Presidio's own recognizer downloads that list; this one
cannot).
"""

from __future__ import annotations

import polars as pl

from triage.recognizers.alphabet import escaped
from triage.recognizers.base import Recognizer
from triage.recognizers.form import read
from triage.recognizers.setting import words

_GOOD = (
    r"^[a-z0-9_%+\-](?:[a-z0-9_%+.\-]{0,62}[a-z0-9_%+\-])?"
    r"@(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$"
)


_SIGN = r"[@\[(]"


class Email(Recognizer):
    """EMAIL_ADDRESS: lower case."""

    def value(self, text: pl.Expr) -> pl.Expr:
        """Return the address in lower case, with typing slips corrected: blanks, "at" in words, a comma for a dot."""
        return read(text, self.rule, lambda cell: cell, lambda hit: hit, _mended, sign=_SIGN).str.to_lowercase()

    def canonical(self, hit: pl.Expr) -> pl.Expr:
        """Return a hit in lower case, slips of typing mended."""
        return _mended(hit).str.to_lowercase()

    def valid(self, value: pl.Expr) -> pl.Expr:
        """Return true if lengths, dots and hyphens are allowed, and the domain is not one of messengers."""
        has_form = value.str.contains(_GOOD) & value.str.contains("..", literal=True).not_()
        ends = "|".join(escaped(each) for each in words(self.rule, "no_mail"))
        return has_form & (value.str.len_bytes() <= 254) & value.str.contains(f"[@.](?:{ends})$").not_()


def _mended(hit: pl.Expr) -> pl.Expr:
    is_slip = hit.str.contains(r"[\[(, ]")
    bare = hit.str.replace(r" ?[\[(] ?(?i:at) ?[\])] ?", "@").str.replace_all(" ", "", literal=True)
    return pl.when(is_slip).then(bare.str.replace_all(",", ".", literal=True)).otherwise(hit)


def domain(value: pl.Expr) -> pl.Expr:
    """Return the domain, the text after "@"."""
    return value.str.extract("@(.+)$")
