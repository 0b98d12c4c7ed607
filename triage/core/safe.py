"""Evidence text made safe to show: the only way it leaves the program.

`mask` hides the person, `printable` hides nothing and shows what would act on a terminal or turn text around,
`cell` keeps a spreadsheet from computing what it should only show.
"""

from __future__ import annotations

import re

_JOINERS = "\u200c\u200d"
"""Zero-width joiners: Urdu is not readable without them, and they move nothing."""

_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20|%")

HIDDEN = "***"
"""What is shown of a value of which nothing may be shown."""

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
    """Return a canonical value with only that kept which many thousand people share: a district, an operator, a year.

    The number of hidden characters does not tell the length where lengths differ. A name keeps the first letter of
    each word. Of an address, of an unknown entity and of a value that is not canonical nothing is kept.

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
    r"""Return the text with every character that is not seen written as an escape.

    The same text again where all are seen.

    Escaped: C0 and C1 controls (and with them ANSI sequences), bidi controls, line and paragraph separators,
    spaces other than U+0020, lone surrogates (bytes of a file name that are no UTF-8), private and unassigned code
    points. The joiners that Urdu needs stay. A backslash stays itself, so that doing it twice changes nothing.

    >>> printable("a" + chr(27) + "[2Jb" + chr(0x202E))
    'a\\x1b[2Jb\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in _JOINERS else _escape(each) for each in text)


def cell(text: str) -> str:
    """Return a printable text that no spreadsheet takes for a formula: an apostrophe is before one that could be.

    Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11-23;
    full-width signs, `|` and `%` added.
    """
    shown = printable(text)
    return f"'{shown}" if shown.lstrip(" " + _JOINERS).startswith(_FORMULA) else shown


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
