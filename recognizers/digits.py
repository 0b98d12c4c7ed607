"""Compute with digit strings as expressions, a whole column at once: single digits, Luhn and weighted sums."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

MOST = 19
"""Most digits that fit a 64-bit number."""

_Weigh = Callable[[pl.Expr], pl.Expr]


def number(value: pl.Expr) -> pl.Expr:
    """Return a string of up to 19 digits as a UInt64; null if it is no number."""
    return value.cast(pl.UInt64, strict=False)


def digit(value: pl.Expr, place: int) -> pl.Expr:
    """Return the digit of a UInt64 at a place counted from the right, from 0: UInt8."""
    power: int = 10**place
    return (value // power % 10).cast(pl.UInt8)


def luhn(value: pl.Expr, length: int = MOST) -> pl.Expr:
    """Return whether a string of up to `length` digits ends in its Luhn check digit: Boolean, null if it is no number.

    Source: ISO/IEC 7812-1 annex B; the same sum is used by 3GPP TS 23.003 for the IMEI.
    """
    return luhn_sum(value, length) % 10 == 0


def luhn_sum(value: pl.Expr, length: int = MOST) -> pl.Expr:
    """Return the Luhn sum, which ends in 0 for a right check digit: UInt16, null if it is no number."""
    return _sum(number(value), length, _doubled)


def gs1(value: pl.Expr, length: int) -> pl.Expr:
    """Return whether a string of digits ends in its GS1 (EAN) check digit: weights 1 and 3 from the right."""
    return _sum(number(value), length, lambda each: each * 3) % 10 == 0


def _doubled(each: pl.Expr) -> pl.Expr:
    """Return twice a digit, with the digits of the result added."""
    return each * 2 // 10 + each * 2 % 10


def _sum(value: pl.Expr, length: int, odd: _Weigh) -> pl.Expr:
    places = [digit(value, place) for place in range(length)]
    weighed = [odd(each) if place % 2 else each for place, each in enumerate(places)]
    total = weighed[0].cast(pl.UInt16)
    for each in weighed[1:]:
        total = total + each
    return total
