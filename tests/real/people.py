"""The people whose dumps real programs write: invented, awkward on purpose, the same in every run.

Every cell is text or null. `mark` is bytes to MariaDB, text to the others. The awkward notes are what dumps are
damaged by: quotes, line ends, tabs, backslashes, look-alikes of null and of SQL, Urdu, emoji, marks of direction.
"""

from __future__ import annotations

Cell = str | None
Row = tuple[Cell, ...]

COLUMNS = ("id", "cnic", "mobile", "name", "father", "address", "dob", "gender", "balance", "mark", "note")

CALLS_COLUMNS = ("caller", "called", "seconds")
CALLS: tuple[Row, ...] = (
    ("03000000001", "03450000002", "61"),
    ("03000000001", "0512345678", None),
    ("03330000003", "03120000004", "5"),
)
"""A second, small table of the same databases."""

_NOTES: tuple[Cell, ...] = (
    None,
    "",
    "said 'no' and \"yes\"",
    'it\'\'s doubled, and ""so"" is this',
    "first line\nsecond line",
    "carriage return\r\nthen line feed",
    "tab\tbetween, comma; semicolon | pipe",
    "back\\slash, \\n not a line end, \\' not a quote, C:\\new\\table\\",
    "\\N",
    "\\.",
    "NULL",
    "); DROP TABLE people; -- '",
    "-- not a comment",
    "/* nor this */ # nor that",
    "INSERT INTO `people` VALUES (1,'x');",
    "COPY people FROM stdin;",
    "پتہ: مکان نمبر ۱۲، لاہور",
    "\u200fright\u200e to left \u202eand back\u202c",
    "emoji \U0001f600 beyond the first plane",
    "  spaces around  ",
    "0x41",
    "percent %s {braces} $1 <b>&amp;</b>",
    "long " + "word " * 1000 + "end",
    "caf\u00e9 na\u00efve \u2013 \u20ac5",
)

_NAMES = (
    ("MUHAMMAD ASLAM", "GHULAM RASOOL", "M"),
    ("عائشہ بی بی", "محمد اکرم", "F"),
    ("Zainab O'Hara", "D'Souza", "F"),
    ("Bilal Ahmed", "Nazir Ahmed", "M"),
)

ROWS: tuple[Row, ...] = tuple(
    (
        str(number),
        f"{35201 + number % 5}-{1000000 + 7919 * number}-{number % 5 * 2 + (gender == 'M')}",
        f"03{number % 5}{number % 10}{2000000 + 104729 * number % 7000000}",
        name,
        None if number % 11 == 0 else father,
        f"House {number}, Street {number % 9}, Mohalla {number % 4}",
        None if number % 13 == 0 else f"{1950 + number % 50}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        gender,
        f"{number * 37 % 1000}.{number % 9 + 1}5",
        f"mark {number}",
        _NOTES[number % len(_NOTES)],
    )
    for number in range(1, 73)
    for name, father, gender in (_NAMES[number % len(_NAMES)],)
)
"""72 rows: every note three times."""
