"""Classify texts: a record about somebody, an advertisement, a request for a number, or talk.

The words are those of `rules/tables/message_words.csv`. Whole columns are classified by expressions; only possible
records are examined line by line.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from triage.core.names import is_header_word, message_words
from triage.records import key_values

SIGN = r"[:=\x{ff1a}\x{fe55}\x{2192}\x{279c}\x{27a1}\x{bb}|]|\s[-\x{2013}\x{2014}]\s"
"""Pattern of what is between a key and its value."""

_CNIC = r"(?:^|[^0-9])[1-8][0-9]{4}[- ]?[0-9]{7}[- ]?[0-9](?:[^0-9]|$)"
_MOBILE = r"(?:^|[^0-9])(?:\+?92|0092|0)?[- ]?\(?3[0-9]{2}\)?[- ]?[0-9]{3}[- ]?[0-9]{4}(?:[^0-9]|$)"
_PRICE = r"(?:\bRs\.?|\bPKR|\x{20a8})\s*[0-9]|[0-9]\s*(?:/-|Rs\b|PKR\b|rup|\x{0631}\x{0648}\x{067e})"
_LONGEST_REQUEST, _MOST_WORDS = 160, 9
_MOST_WORDS_ASKED = 25
_LEAST_DIGITS = 5
_OF_PERSONS = ("PERSON",)
_OF_CARDS = ("PK_CNIC", "PK_CNIC_MASKED")
_OF_PHONES = ("PK_MOBILE_NUMBER", "PK_MOBILE_MASKED", "PK_LANDLINE_NUMBER", "PHONE_NUMBER")
_OF_HOMES = ("PK_ADDRESS", "LOCATION", "DATE_OF_BIRTH")


@cache
def _words(kind: str) -> str:
    """Return a pattern for the words of a kind, as whole words."""
    return r"(?i)(?:^|[^\w])(?:" + "|".join(re.escape(each) for each in message_words(kind)) + r")(?:[^\w]|$)"


def is_offer(text: pl.Expr) -> pl.Expr:
    """Return whether a text offers something: it states a price, or how to order."""
    words = text.str.contains(_words("contact")) | text.str.contains(_words("price"))
    return words | text.str.contains(f"(?i){_PRICE}")


def has_number(text: pl.Expr) -> pl.Expr:
    """Return whether a text contains a CNIC or a mobile number."""
    return text.str.contains(_CNIC) | text.str.contains(_MOBILE)


def has_card(text: pl.Expr) -> pl.Expr:
    """Return whether a text contains a CNIC."""
    return text.str.contains(_CNIC)


def is_request(text: pl.Expr) -> pl.Expr:
    """Return whether a text asks for somebody: a number, and a few words that offer nothing, or words of who asks.

    A CNIC with a mobile number next to it is not a request: whoever has both gives them out. What follows "my number"
    is the number of who writes.
    """
    words = text.str.count_matches(r"[^\W\d_]+")
    is_short = (text.str.len_chars() <= _LONGEST_REQUEST) & (words <= _MOST_WORDS)
    has_both = text.str.contains(_CNIC) & text.str.replace_all(_CNIC, " ").str.contains(_MOBILE)
    asks = (text.str.contains(_words("ask")) | text.str.contains(r"[?\x{061f}]\s*$")) & (words <= _MOST_WORDS_ASKED)
    offers = is_offer(pl.when(asks).then(text.str.replace_all(_words("used"), " ")).otherwise(text))
    is_own = text.str.contains(_words("own"))
    return (is_short | asks) & has_number(text) & has_both.not_() & offers.not_() & is_own.not_()


def may_be_record(text: pl.Expr) -> pl.Expr:
    """Return whether a text has at least two keys with values, and so may be a record."""
    return text.str.count_matches(SIGN) > 1


def is_record(text: str) -> bool:
    """Return true for a text that holds keys with values about a person.

    It contains a CNIC, or a person with a number or an address; no key asks for money, and if it states how to order,
    it contains a CNIC.
    """
    found = [(key, value) for line in text.split("\n") for key, value in key_values.pairs(line) if value]
    known = [(key, value) for key, value in found if is_header_word(key)]
    if len(known) < 2 or any(_is_price(key, value) for key, value in found):
        return False
    cards = any(_digits(value) >= _LEAST_DIGITS for key, value in known if is_header_word(key, _OF_CARDS))
    named = any(is_header_word(key, _OF_PERSONS) for key, _ in known)
    phones = any(_digits(value) >= _LEAST_DIGITS for key, value in known if is_header_word(key, _OF_PHONES))
    homes = any(is_header_word(key, _OF_HOMES) for key, _ in known)
    if cards:
        return True
    return sum((named, phones, homes)) > 1 and not re.search(_words("contact"), text)


def _is_price(key: str, value: str) -> bool:
    return bool(re.search(_words("price_key"), key) and any(map(str.isdigit, value)))


def _digits(value: str) -> int:
    return sum(each.isdigit() or each in "*xX" for each in value)
