"""Write canonical values as one file has them: dashes, country codes, orders of dates, capitals, digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from triage.simulate.draw import Rng

DATES = frozenset({"dob", "activation_date", "reg_date"})
_URDU_DIGITS = {str(digit): chr(0x06F0 + digit) for digit in range(10)}
_PLACES = ("district", "province")
_TITLED = ("name", "father", "mother", "address")


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing for each sort of value; the names are those of the tables below.

    `urdu` for `digits` writes every digit in Urdu. The default changes nothing except districts, which become capitals.
    """

    cnic: str = "bare"
    mobile: str = "zero"
    date: str = "iso"
    gender: str = "letter"
    case: str = "upper"
    digits: str = "latin"

    @classmethod
    def drawn(cls, rng: Rng, choices: Mapping[str, tuple[str, ...]]) -> Style:
        """Return a style with each choice taken at random."""
        return replace(cls(), **{name: each[rng.integers(0, len(each))] for name, each in choices.items()})


def _cut(column: pl.Expr, lengths: tuple[int, ...], between: str) -> pl.Expr:
    """Return the digits in groups of these lengths."""
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    return pl.concat_str([column.str.slice(start, size) for start, size in zip(starts, lengths, strict=True)],
                         separator=between)  # fmt: skip


_CNIC: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "bare": lambda value: value,
    "dashed": lambda value: _cut(value, (5, 7, 1), "-"),
    "spaced": lambda value: _cut(value, (5, 7, 1), " "),
}
_MOBILE: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "zero": lambda value: value,
    "dashed": lambda value: _cut(value, (4, 7), "-"),
    "bare10": lambda value: value.str.slice(1),
    "country": lambda value: "92" + value.str.slice(1),
    "plus": lambda value: "+92" + value.str.slice(1),
}
_DATE = {"iso": "%Y-%m-%d", "dmy": "%d-%m-%Y", "slash": "%d/%m/%Y", "month": "%d-%b-%Y"}
_GENDER = {
    "letter": {"M": "M", "F": "F"},
    "word": {"M": "Male", "F": "Female"},
    "urdu": {"M": "مرد", "F": "عورت"},
}


def written(frame: pl.DataFrame, style: Style) -> pl.DataFrame:
    """Return the same records as a file has them: one String a cell, null if there is no value."""
    changes = [change(pl.col(name)).alias(name) for name in frame.columns if (change := _change(name, style))]
    said = frame.with_columns(changes)
    return said.with_columns(pl.all().str.replace_many(_URDU_DIGITS)) if style.digits == "urdu" else said


def _change(field: str, style: Style) -> Callable[[pl.Expr], pl.Expr] | None:
    if field in {"cnic", "mobile"}:
        return {"cnic": _CNIC[style.cnic], "mobile": _MOBILE[style.mobile]}[field]
    if field in DATES:
        return lambda value: value.str.to_date("%Y-%m-%d").dt.to_string(_DATE[style.date])
    if field == "gender":
        return lambda value: value.replace(_GENDER[style.gender])
    if field in _PLACES and style.case == "upper":
        return lambda value: value.str.to_uppercase()
    if field in _TITLED and style.case == "title":
        return lambda value: value.str.to_titlecase()
    return None
