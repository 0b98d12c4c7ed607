"""Find the numbers of people in names of files: CNICs, mobile numbers, e-mail addresses, IBANs, in whatever signs.

A name of a file has no header and no column, and its numbers are written by hand: with blanks, dots and brackets, in
the digits of Urdu or of full width, behind +92. Other numbers (dates, serials, times) stay: they tell files apart.
"""

from __future__ import annotations

import re

_DATES = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-/._]?[01]\d[-/._]?[0-3]\d(?:[ T_-]?[0-2]\d[:._-]?[0-5]\d(?:[:._-]?[0-5]\d)?)?"
    r"|[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d|(?:19|20)\d\d ?[-/_] ?(?:(?:19|20)?\d\d))(?!\d)"
)
_BETWEEN = r"[\s._()\u2010-\u2015-]{0,3}"
_NUMBER = re.compile(
    rf"(?<!\d)(?:[1-8](?:{_BETWEEN}\d){{12}}"
    rf"|(?:\+?{_BETWEEN}(?:0{_BETWEEN}0{_BETWEEN})?9{_BETWEEN}2{_BETWEEN})?(?:0{_BETWEEN})?3(?:{_BETWEEN}\d){{9}})(?!\d)"
)
_OTHER = re.compile(
    r"[\w.+-]+(?:@|[(\[]at[)\]])[\w-]+\.[\w.]*\w|(?<![^\W_])PK\d\d ?[A-Z]{4}(?: ?[A-Z\d]{4}){4}(?![^\W_])"
    r"|(?<![^\W_])(?:\d{3}-\d\d-\d{6}|[A-Z]{2}\d{7}|\d{15,16})(?![^\W_])",
    re.IGNORECASE,
)
"""Pattern of an e-mail address, an IBAN, an old identity number, a passport, a telephone's or a card's number."""

_SERIAL = re.compile(r"^[^\W\d_]?\d{1,4}(?=[\W_])|(?<=[\W_])\d{1,4}$")


def without_serial(name: str) -> str:
    """Return a name with blanks in place of the number by which files are counted, at its begin or end."""
    return _SERIAL.sub(lambda serial: " " * len(serial[0]), name)


def digits(name: str) -> list[tuple[int, int]]:
    """Return where each number begins and ends in a name."""
    return [match.span() for match in re.finditer(r"\d+", name)]


def without_dates(text: str) -> str:
    """Return the text with blanks in place of dates and times, as files are named by them."""
    return _DATES.sub(lambda date: " " * len(date[0]), text)


def spans(name: str) -> list[tuple[int, int]]:
    """Return where each number of a person begins and ends in a name, in its order; none overlaps another."""
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in name)
    undated = without_dates(plain)
    found = [match.span() for match in _NUMBER.finditer(undated)]
    return sorted([*found, *_apart(found, plain)])


def _apart(found: list[tuple[int, int]], plain: str) -> list[tuple[int, int]]:
    """Return the other identifiers that overlap none of these places."""
    others = (match.span() for match in _OTHER.finditer(plain))
    return [(start, stop) for start, stop in others if all(stop <= one or other <= start for one, other in found)]
