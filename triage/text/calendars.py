"""Convert dates of other calendars, and with names of months, to the Gregorian calendar (YYYY-MM-DD).

The year shows the calendar: messengers have existed since 2009, and no other calendar has the same numbers for these
years. Islamic dates use the arithmetical calendar, which may be a day off the date that a country announced.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from triage.core.names import table
from triage.recognizers.text import fold

_BUDDHIST, _REIWA, _MINGUO, _OURS = 543, 2018, 1911, 2000
_PERSIAN_EPOCH = date(622, 3, 21)
_ISLAMIC_EPOCH = date(622, 7, 19)
"""Day one of the arithmetical calendar (civil epoch), as a date of the Gregorian calendar extended backwards."""

_LEAST_BUDDHIST_SHORT = 50
"""Two-digit years above this one are Buddhist: 2550 was 2007."""

_ERAS = {"令和": _REIWA, "民國": _MINGUO, "民国": _MINGUO}


def month(word: str) -> int:
    """Return the number of a month by its name; 0 if the name is unknown, above 20 for a Persian month."""
    name = word.strip(".").casefold()
    return _months().get(name, 0)


@cache
def _months() -> dict[str, int]:
    rows = [row for row in table("chat_words") if row["kind"] == "month"]
    return {fold(row["word"]).strip(".").casefold(): int(row["number"]) for row in rows}


def day(year: int, number: int, of_month: int, era: str = "") -> str:
    """Return a day of any of these calendars as YYYY-MM-DD; "" if there is no such day.

    >>> day(2567, 6, 1), day(1403, 3, 12), day(1445, 11, 24), day(6, 6, 1, "令和")
    ('2024-06-01', '2024-06-01', '2024-06-01', '2024-06-01')
    """
    try:
        if era in _ERAS:
            return date(_ERAS[era] + year, number, of_month).isoformat()
        if number > 20 or 1300 <= year < 1420:
            return _persian(year, number % 20, of_month).isoformat()
        if 1420 <= year < 1600:
            return _islamic(year, number, of_month).isoformat()
        return date(of_ours(year), number, of_month).isoformat()
    except (ValueError, OverflowError):
        return ""


def of_ours(year: int) -> int:
    """Return a Buddhist or two-digit year as a Gregorian one; any other year unchanged."""
    if year < 100:
        return year + _OURS + (500 - _BUDDHIST if year > _LEAST_BUDDHIST_SHORT else 0)
    return year - _BUDDHIST if 2400 <= year < 2700 else year


def _persian(year: int, number: int, of_month: int) -> date:
    """Return a Solar Hijri day as a Gregorian date, by the calendar's cycle of 33 years, valid from 1178 to 1633."""
    if not (1 <= number <= 12 and 1 <= of_month <= (31 if number <= 6 else 30)):
        raise ValueError(number)
    leaps = (8 * year + 21) // 33
    before = 31 * (number - 1) - max(0, number - 7)
    return _PERSIAN_EPOCH + timedelta(365 * (year - 1) + leaps + before + of_month - 1)


def _islamic(year: int, number: int, of_month: int) -> date:
    """Return a day of the arithmetical Islamic calendar, which has 11 leap years in 30, as a Gregorian date."""
    if not (1 <= number <= 12 and 1 <= of_month <= 30):
        raise ValueError(number)
    before = (59 * (number - 1) + 1) // 2
    return _ISLAMIC_EPOCH + timedelta(354 * (year - 1) + (3 + 11 * year) // 30 + before + of_month - 1)
