"""Recognise numbers that only look like a CNIC: for the decision about a column, never about one cell.

Each expression is Boolean, null if the cell is null. It recognises a form; a real CNIC may have it by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from triage import rules as rulebook
from triage.recognizers.digits import gs1
from triage.rules.model import Rules

_MILLISECONDS = r"^\s*(1[2-8][0-9]{11})(?:\.0+)?\s*$"
_FEW, _RISING, _PLACES = 10, 0.95, 2
"""Numbers that a run must exceed, share of steps that must go up, and most places its numbers may seem to have."""

_BAR_CODE = r"^\s*([0-9]{13})(?:\.0+)?\s*$"


def epoch_milliseconds(text: pl.Expr, rules: Rules | None = None) -> pl.Expr:
    """Return whether a cell is a time of 2008 to 2030 in milliseconds since 1970 that begins like no listed CNIC.

    Numbers of Khyber Pakhtunkhwa lie in the same range: only the place codes that NADRA issued separate the two.
    """
    number = text.str.extract(_MILLISECONDS)
    places = [row["prefix"] for row in (rules or rulebook.load()).table("cnic_tehsils")]
    is_time = number.is_not_null() & number.str.slice(0, 5).is_in(places).not_()
    return pl.when(text.is_not_null()).then(is_time.fill_null(value=False))


def is_run_of_times(numbers: pl.Series) -> bool:
    """Return true if numbers only rise and are milliseconds of a few days: a log, not a list of cards of one place.

    `numbers` are texts of 13 digits in their order in the file. Sorted cards of one or two places of Khyber Pakhtunkhwa
    look the same: in free text they then need a word of context.
    """
    times = numbers.drop_nulls()
    if times.len() <= _FEW or not times.str.contains(_MILLISECONDS).all():
        return False
    rises = times.cast(pl.Int64).diff().drop_nulls() >= 0
    return int(rises.sum()) > rises.len() * _RISING and times.str.slice(0, 5).n_unique() <= _PLACES


def ean13(text: pl.Expr) -> pl.Expr:
    """Return whether a cell is 13 digits with the check digit of a bar code (GS1 General Specifications 7.9)."""
    number = text.str.extract(_BAR_CODE)
    return pl.when(text.is_not_null()).then(gs1(number, 13).fill_null(value=False))


@dataclass(frozen=True, slots=True)
class Form:
    """A country's form of a number: a form that every cell has, and signs that at least this share of cells shows."""

    every: str
    signs: tuple[str, ...]
    least: float


FOREIGN = {
    # 13 digits until 2008, 17 with the year of birth before them, 10 on smart cards (Bangladesh Election Commission).
    # Ten digits that begin with 3 may be mobiles of ours.
    "identity numbers of Bangladesh": Form(
        "^(?:[0-9]{10}|[0-9]{13}|(?:19|20)[0-9]{15})$",
        ("^[0-9]{13}$", "^(?:[124-9][0-9]{9}|(?:19|20)[0-9]{15})$"),
        0.05,
    ),
    # Area code and exchange begin with 2 to 9 (NANP): of mobiles of ours a fifth has 0 or 1 after the prefix, and no
    # ten digits of ours begin with 5 to 9.
    "telephones of America": Form(r"^(?:\+?1[-. ]?)?[2-9][0-9]{2}[2-9][0-9]{6}$", (r"^(?:\+?1[-. ]?)?[5-9]",), 0.1),
}
"""Foreign numbers in columns whose headers suggest Pakistani ones."""
