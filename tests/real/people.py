"""The people whose dumps real programs write: invented, awkward on purpose, the same in every run.

Every cell is text or null. `mark` is bytes to MariaDB, text to the others. The awkward notes are what dumps are
damaged by: quotes, line ends, tabs, backslashes, look-alikes of null and of SQL, Urdu, emoji, marks of direction.
"""

from __future__ import annotations

import csv
from pathlib import Path

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

_NAMES = (("عائشہ بی بی", "محمد اکرم"), ("Zainab O'Hara", "D'Souza"))
"""Names that need another script, or an escape."""


def _row(number: int, person: dict[str, str]) -> Row:
    name, father = _NAMES[number // 6 % 2] if number % 6 == 0 else (person["name"], person["father"])
    cnic = person["cnic"]
    return (
        str(number),
        cnic if number % 2 else f"{cnic[:5]}-{cnic[5:12]}-{cnic[12]}",
        person["mobile"],
        name,
        None if number % 11 == 0 else father,
        person["address"],
        None if number % 13 == 0 else person["dob"],
        person["gender"],
        f"{number * 37 % 1000}.{number % 9 + 1}5",
        f"mark {number}",
        _NOTES[number % len(_NOTES)],
    )


with (Path(__file__).parents[1] / "data" / "real" / "population.csv").open(encoding="utf-8", newline="") as _file:
    ROWS: tuple[Row, ...] = tuple(_row(number, person) for number, person in enumerate(csv.DictReader(_file), start=1))
"""120 rows of a simulated population (`triage.simulate.bulk`, kept, as the dumps are): every note five times."""
