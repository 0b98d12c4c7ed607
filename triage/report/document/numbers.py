"""Format shares and counts: rounded toward the weaker claim, never with more digits than are known."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any

DIGITS = 4
"""Decimal places of a share in a document."""


def nearest(number: float, digits: int = DIGITS) -> float:
    """Return a number rounded to the nearest; never minus zero."""
    return round(number, digits) + 0.0


def at_least(share: float) -> float:
    """Return a share in [0, 1] rounded down: the claim "at least" stays true."""
    return float(_places(share, ROUND_FLOOR))


def at_most(share: float) -> float:
    """Return a share in [0, 1] rounded up: the claim "at most" stays true."""
    return float(_places(share, ROUND_CEILING))


def percent(share: float, rounding: str = ROUND_HALF_EVEN) -> str:
    """Return a share in [0, 1] as a percentage of at most two significant digits.

    Only the whole is "100%", and only zero is "0%".

    >>> percent(0.41387), percent(0.996), percent(0.00004)
    ('41%', 'over 99%', 'under 0.01%')
    """
    value = Decimal(repr(share)) * 100
    if 0 < value < Decimal("0.01"):
        return "under 0.01%"
    rounded = _significant(value, rounding)
    if value < 100 <= rounded and rounding == ROUND_HALF_EVEN:
        return "over 99%"
    return f"{rounded.normalize():f}%"


def percent_at_least(share: float) -> str:
    """Return the same, rounded down."""
    return percent(share, ROUND_FLOOR)


def percent_range(low: float, high: float) -> str:
    """Return both ends, rounded outward: "35-46%" with an en dash."""
    return f"{percent(low, ROUND_FLOOR).removesuffix('%')}\N{EN DASH}{percent(high, ROUND_CEILING)}"


def significant(count: int, rounding: str = ROUND_HALF_EVEN) -> int:
    """Return an estimated count with its first three digits.

    >>> significant(51234), significant(51234, ROUND_CEILING)
    (51200, 51300)
    """
    return int(Decimal(count).quantize(Decimal(1).scaleb(max(0, len(str(count)) - 3)), rounding))


def count_at_least(count: int) -> int:
    """Return a count with its first three digits, rounded down: the claim "at least" stays true."""
    return significant(count, ROUND_FLOOR)


def count_at_most(count: int) -> int:
    """Return a count with its first three digits, rounded up: the claim "at most" stays true."""
    return significant(count, ROUND_CEILING)


def short(count: int, rounding: str = ROUND_HALF_EVEN) -> str:
    """Return a count in at most five characters, for a narrow column.

    >>> short(490), short(9_876), short(51_234), short(1_234_567)
    ('490', '9,880', '51.2k', '1.23M')
    """
    rounded = significant(count, rounding)
    if rounded < 10_000:
        return f"{rounded:,}"
    for unit, size_of in (("G", 10**9), ("M", 10**6), ("k", 10**3)):
        if rounded >= size_of:
            return f"{(Decimal(rounded) / size_of).normalize():f}{unit}"
    raise AssertionError(count)


def size(size_bytes: int) -> str:
    """Return a size for a reader: "812 B", "4.3 kB", "1.2 GB"; powers of 1000."""
    if size_bytes < 1000:
        return f"{size_bytes} B"
    value, unit = size_bytes / 1000, "kB"
    for larger in ("MB", "GB", "TB"):
        if value >= 999.5:
            value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:.0f} {unit}"


def _places(share: float, rounding: str) -> Decimal:
    return Decimal(repr(share)).quantize(Decimal(1).scaleb(-DIGITS), rounding)


def _significant(value: Decimal, rounding: str) -> Decimal:
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), rounding)


def share_with_range(share: Mapping[str, Any]) -> str:
    """Return a share with its range: "53% (23-83)"; "" if none is offered."""
    if share["low"] is None or share["high"] is None:
        return ""
    ends = percent_range(share["low"], share["high"])
    return ends if share["estimate"] is None else f"{percent(share['estimate'])} ({ends.removesuffix('%')})"
