"""Classify texts: a record about somebody, an advertisement, a request for a number, or talk.

The words are those of `rules/tables/message_words.csv`. Whole columns are classified by expressions; only possible
records are examined line by line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import polars as pl

from triage.core import names
from triage.core.composition import Composition
from triage.core.names import is_header_word, message_words
from triage.recognizers.text import fold
from triage.records import key_values

SIGN = r"[:=\x{ff1a}\x{fe55}\x{2192}\x{279c}\x{27a1}\x{bb}|]|\s[-\x{2013}\x{2014}]\s"
"""Pattern of what is between a key and its value."""

_CNIC = r"(?:^|[^0-9])[1-8][0-9]{4}[- ]?[0-9]{7}[- ]?[0-9](?:[^0-9]|$)"
_MOBILE = r"(?:^|[^0-9])(?:\+?92|0092|0)?[- ]?\(?3[0-9]{2}\)?[- ]?[0-9]{3}[- ]?[0-9]{4}(?:[^0-9]|$)"
_MANY = r"\b(?:sau|hazar|lakh|hundred|thousand)|\x{0633}\x{0648}|\x{06c1}\x{0632}\x{0627}\x{0631}"
_PRICE = (
    r"(?:\bRs\.?|\bPKR|\x{20a8})\s*[0-9]|[0-9]\s*(?:/-|Rs\b|PKR\b|rup|\x{0631}\x{0648}\x{067e})"
    rf"|(?:{_MANY}) ?(?:rup|\x{{0631}}\x{{0648}}\x{{067e}})"
)
_SAID = r"\b[1-9][0-9]{0,2},?[0-9]{2,3} (?:only|mein|mei|wala|wali)\b"
"""Pattern of an amount that is no price in every text, but one beside a thing sold."""

_AMOUNT = r"[ :=-]{1,3}[1-9][0-9]{2,4}(?:[^0-9]|$)"
_LONGEST_REQUEST, _MOST_WORDS = 160, 9
_MOST_WORDS_ASKED = 25
_LEAST_DIGITS = 5
_CAPITALS = r"(?:^|[^\p{L}])\p{Lu}(?:[\p{L}'-]+|\.)(?: {1,2}\p{Lu}(?:[\p{L}'-]+|\.)){1,4}(?:[^\p{L}]|$)"
_NAME_LINE = r"(?m)^ *\p{Lo}[\p{Lo}\p{M}]+(?: +\p{Lo}[\p{Lo}\p{M}]+){1,4} *$"
_SMALL_LINE = r"(?m)^ *\p{Ll}{3,}(?: \p{Ll}{2,}){1,3} *$"
_ORDER = (
    r"(?i)\b(?:your|ur|aap ?ka|apka) order\b|\border (?:no|number|id)?[ .:#]{0,3}[0-9]|\x{0622}\x{0631}\x{0688}\x{0631}"
)
_COMMON = ("location", "database", "owner name", "registered name")
"""Names of things sold that are common in other texts: alone they make no advertisement."""

_OF_PERSONS = ("PERSON",)
_OF_CARDS = ("PK_CNIC", "PK_CNIC_MASKED")
_OF_PHONES = ("PK_MOBILE_NUMBER", "PK_MOBILE_MASKED", "PK_LANDLINE_NUMBER", "PHONE_NUMBER")
_OF_HOMES = ("PK_ADDRESS", "LOCATION", "DATE_OF_BIRTH")


def _market_words(folder: str) -> tuple[str, ...]:
    """Return the words of all rules in a folder of the trade: products, payments ..."""
    return tuple(word for rule in names.rules().market[folder].values() for word in rule.words)


def _composed() -> Composition:
    """Return how things sold are composed in the rules of a scan."""
    return _composition(names.rules().digest)


@lru_cache(maxsize=4)
def _composition(digest: str) -> Composition:
    """Return how things sold are composed in the rules of a scan, which have this digest."""
    del digest
    return Composition(names.rules())


@cache
def _words(kind: str) -> str:
    """Return a pattern for the words of a kind, as whole words."""
    return r"(?i)(?:^|[^\w])(?:" + "|".join(re.escape(each) for each in message_words(kind)) + r")(?:[^\w]|$)"


@cache
def _inside(kind: str) -> str:
    """Return the same pattern, whose matches do not take the characters around them."""
    longest = sorted(message_words(kind), key=lambda word: (-len(word), word))
    return r"(?i)\b(?:" + "|".join(re.escape(each) for each in longest) + r")\b"


def is_offer(text: pl.Expr) -> pl.Expr:
    """Return whether a text offers something: it states a price, or how to order."""
    words = text.str.contains(_words("contact")) | text.str.contains(_words("price"))
    return words | text.str.contains(f"(?i){_PRICE}")


def is_offer_of_seller(text: pl.Expr) -> pl.Expr:
    """Return whether a text states a price, a wallet, or how to reach who sells; not what who asks says too."""
    reach = set(message_words("contact")) - set(message_words("used"))
    told = text.str.contains(_among((*reach, *_market_words("payments")))) | text.str.contains(_words("price"))
    return told | text.str.contains(f"(?i){_PRICE}|{_SAID}") | _is_priced(text)


def _is_priced(text: pl.Expr) -> pl.Expr:
    """Return whether a number that may be a price is right behind a thing sold: "location 1900"."""
    listed = rf"(?:{_among(_market_words('products'))}){_AMOUNT}"
    return text.str.contains(listed) | text.str.contains(f"{_composed().pattern}{_AMOUNT}")


@cache
def _among(words: tuple[str, ...]) -> str:
    """Return a pattern for any of these words, the longest first, with flexible separators inside them."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return r"(?i)\b(?:" + "|".join(re.escape(each).replace("\\ ", r"[ _-]{0,2}") for each in longest) + r")\b"


def is_of_trade(text: pl.Expr) -> pl.Expr:
    """Return whether a text names a thing that is sold, and how to pay or reach who sells it, or delivers a card.

    No paper of the police, a court or an office does: it names cards, vehicles and whom to contact, and sells nothing.
    """
    products = tuple(word for word in _market_words("products") if word not in _COMMON)
    is_order = text.str.contains(_ORDER) & text.str.contains(f"(?i){_PRICE}") & has_card(text)
    is_service = text.str.contains(_among(_market_words("payments"))) & text.str.contains(_words("service"))
    common = text.str.contains(rf"(?:{_among(_COMMON)}){_AMOUNT}")
    is_named = text.str.contains(_among(products)) | _composed().is_named(text) | common
    is_official = text.str.contains(_among(message_words("official"))) & text.str.contains(_words("price")).not_()
    return ((is_named & is_offer_of_seller(text)) | is_order | is_service) & is_official.not_()


def may_be_of_trade(said: str) -> bool:
    """Return whether a text has words without which `is_of_trade` is false: looked for as letters, of ASCII alone.

    The patterns of all things sold take longer to compile than a small table to read.
    """
    text = _bare(said)
    return not said.isascii() or any(each in text for each in _signs_of_trade(names.rules().digest))


@lru_cache(maxsize=4)
def _signs_of_trade(digest: str) -> tuple[str, ...]:
    """Return the letters of these words in the rules of a scan, which have this digest."""
    del digest
    words = (*_market_words("products"), *_market_words("things"), *message_words("service"), *_COMMON, "order")
    return tuple(sorted({_bare(each) for word in words for each in (word, fold(word)) if each.isascii()}))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def is_reach(name: str) -> bool:
    """Return true for the name of a column that begins with a word of reaching or paying."""
    return bool(re.match(_among((*message_words("contact"), *_market_words("payments"))), name))


def is_own_number(line: pl.Expr) -> pl.Expr:
    """Return whether a word of reaching or paying is right before or behind a number, or its seller before it."""
    words = _among((*message_words("contact"), *_market_words("payments")))
    before = words + r"[^\p{L}0-9]{0,6}(?:\p{L}{2,6}[^\p{L}0-9]{0,3})?" + _MOBILE
    behind = _MOBILE + r"[^\p{L}0-9\n]{0,4}(?:(?:p[ae]r?|on|via|\x{067e}\x{0631}) )?" + words
    named = _among(message_words("self")) + r"[ :=-]{1,3}(?:[\p{L}.]+ ){1,4}[^\p{L}0-9]{0,3}" + _MOBILE
    return line.str.contains(before) | line.str.contains(behind) | line.str.contains(named)


def is_example(line: pl.Expr) -> pl.Expr:
    """Return whether a number on a line is an example of what to enter: it is nobody's."""
    return line.str.contains(_among(message_words("example"))) & line.str.contains(_MOBILE)


def is_farewell(line: pl.Expr) -> pl.Expr:
    """Return whether a line is a farewell, as before the name of who writes a letter."""
    return line.str.contains(r"(?i)^\W*(?:" + "|".join(map(re.escape, message_words("farewell"))) + r")\W*$")


def mobiles(text: pl.Expr) -> pl.Expr:
    """Return the last ten digits of the mobile numbers in a text."""
    digits = pl.element().str.replace_all("[^0-9]", "").str.slice(-10)
    return text.str.extract_all(_MOBILE).list.eval(digits)


def has_number(text: pl.Expr) -> pl.Expr:
    """Return whether a text contains a CNIC or a mobile number."""
    return text.str.contains(_CNIC) | text.str.contains(_MOBILE)


def has_card(text: pl.Expr) -> pl.Expr:
    """Return whether a text contains a CNIC."""
    return text.str.contains(_CNIC)


def is_request(text: pl.Expr) -> pl.Expr:
    """Return whether a text asks for somebody: a number, and a few words that offer nothing, or words of who asks.

    A CNIC with a mobile number next to it is not a request: whoever has both gives them out, and so does who names
    the person. What follows "my number" is the number of who writes.
    """
    words = text.str.count_matches(r"[^\W\d_]+")
    is_short = (text.str.len_chars() <= _LONGEST_REQUEST) & (words <= _MOST_WORDS)
    has_both = text.str.contains(_CNIC) & text.str.replace_all(_CNIC, " ").str.contains(_MOBILE)
    asks = (text.str.contains(_words("ask")) | text.str.contains(r"[?\x{061f}]\s*$")) & (words <= _MOST_WORDS_ASKED)
    offers = is_offer(pl.when(asks).then(text.str.replace_all(_words("used"), " ")).otherwise(text))
    is_own = text.str.contains(_words("own"))
    is_bare = is_short & is_answer(text).not_()
    return (is_bare | asks) & has_number(text) & has_both.not_() & offers.not_() & is_own.not_()


def is_answer(text: pl.Expr) -> pl.Expr:
    """Return whether a text names a person beside a number without a label, and asks nothing.

    A name is two to five words with a capital each, or of a script without capitals; in small letters it needs a line
    of its own among three.
    """
    left = text.str.replace_all(_inside("talk"), " ")
    is_named = left.str.contains(_CAPITALS) | left.str.contains(_NAME_LINE)
    is_small = left.str.contains(_SMALL_LINE) & (text.str.count_matches(r"\n[^\n]*\S") > 1)
    asks = text.str.contains(_words("ask")) | text.str.contains(r"[?\x{061f}]\s*$")
    return has_number(text) & (is_named | is_small) & asks.not_()


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
