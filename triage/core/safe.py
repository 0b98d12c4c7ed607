"""Make evidence text safe to show; evidence text leaves the program only through these functions.

`mask` hides the person. `printable` hides nothing, but escapes characters that control a terminal or reverse text.
`cell` keeps a spreadsheet from evaluating a text as a formula.
"""

from __future__ import annotations

import re

_JOINERS = "\u200c\u200d"
"""Zero-width joiners: Urdu is not readable without them, and they do not reorder text."""

_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20|%")

HIDDEN = "***"
"""Text shown for a value of which nothing may be shown."""

_DIGITS = "[0-9]"
_MASKS: dict[str, tuple[re.Pattern[str], str]] = {
    entity: (re.compile(pattern, re.ASCII), shown)
    for entity, pattern, shown in (
        ("PK_CNIC", rf"({_DIGITS}{{5}}){_DIGITS}{{8}}", r"\1-*******-*"),
        ("PK_NIC_OLD", rf"({_DIGITS}{{3}}){_DIGITS}{{8}}", r"\1-**-******"),
        ("PK_MOBILE_NUMBER", rf"(03{_DIGITS}{{2}}){_DIGITS}{{7}}", r"\1-*******"),
        ("PK_LANDLINE_NUMBER", rf"(0{_DIGITS}{{2}}){_DIGITS}{{6,9}}", r"\1-*******"),
        ("IMEI", rf"({_DIGITS}{{6}}){_DIGITS}{{8,10}}", r"\1*********"),
        ("IMSI", rf"({_DIGITS}{{5}}){_DIGITS}{{9,10}}", r"\1**********"),
        ("CREDIT_CARD", rf"({_DIGITS}{{6}}){_DIGITS}{{6,13}}", r"\1**********"),
        ("IBAN_CODE", rf"([A-Z]{{2}}){_DIGITS}{{2}}([A-Z]{{4}})[0-9A-Z]{{7,26}}", r"\1**\2****************"),
        ("DATE_OF_BIRTH", rf"({_DIGITS}{{4}})(?:-{_DIGITS}{{2}}-{_DIGITS}{{2}})?", r"\1-**-**"),
        ("AGE", rf"({_DIGITS}){_DIGITS}", r"\1*"),
        ("PK_POSTCODE", rf"({_DIGITS}{{2}}){_DIGITS}{{3}}", r"\1***"),
        ("GENDER", r"([MFX])", r"\1"),
        ("PK_MOBILE_OPERATOR", r"([A-Za-z]{2,12})", r"\1"),
        ("EMAIL_ADDRESS", r"[^@]+@(?:.+\.)?([a-z]{2,6})", r"***@***.\1"),
    )
}


def mask(entity: str, value: str) -> str:
    """Return a canonical value masked: only parts that many thousand people share remain, such as district or year.

    The number of asterisks does not reveal the length of values whose lengths differ. A name keeps the first letter of
    each word. Nothing is kept of an address, of an unknown entity, or of a value that is not canonical.

    >>> mask("PK_CNIC", "3520200000017")
    '35202-*******-*'
    >>> mask("PERSON", "MUHAMMAD ASLAM")
    'M*** A***'
    """
    if entity == "PERSON":
        return " ".join(word[0] + HIDDEN for word in value.split()[:4] if word[0].isalpha()) or HIDDEN
    pattern, shown = _MASKS.get(entity, (None, HIDDEN))
    match = pattern.fullmatch(value) if pattern else None
    return match.expand(shown) if match else HIDDEN


def printable(text: str) -> str:
    r"""Return the text with every character that is not visible written as an escape.

    A text of visible characters is returned unchanged. Escaped: C0 and C1 controls (and with them ANSI sequences), bidi
    controls, line and paragraph separators, spaces other than U+0020, lone surrogates (bytes of a file name that are
    not UTF-8), private and unassigned code points. The joiners that Urdu needs stay. A backslash is not escaped, so
    that a second call changes nothing.

    >>> printable("a" + chr(27) + "[2Jb" + chr(0x202E))
    'a\\x1b[2Jb\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in _JOINERS else _escape(each) for each in text)


def cell(text: str) -> str:
    """Return a printable text that no spreadsheet takes for a formula: an apostrophe is put before a possible one.

    Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11-23; full-width
    signs, `|` and `%` added.
    """
    shown = printable(text)
    return f"'{shown}" if shown.lstrip(" " + _JOINERS).startswith(_FORMULA) else shown


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
