"""Dates of other calendars and with names of months, as days of ours, year first.

Which calendar it is tells the year: messengers have existed since 2009, and no other calendar writes such years.
Islamic days are those of the arithmetical calendar, which may be a day off what a country announced.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from triage.core.names import table
from triage.recognizers.text import fold

_BUDDHIST, _REIWA, _MINGUO, _OURS = 543, 2018, 1911, 2000
_PERSIAN_EPOCH = date(622, 3, 21)
_ISLAMIC_EPOCH = date(622, 7, 19)
"""Day one of the arithmetical calendar (civil epoch), in our own calendar carried back."""

_LEAST_BUDDHIST_SHORT = 50
"""Two digits of a year from which on it is a Buddhist one: 2550 was 2007."""

_ERAS = {"令和": _REIWA, "民國": _MINGUO, "民国": _MINGUO}


def month(word: str) -> int:
    """Return the number of a month by its name, 0 if it is none that is known; Persian ones are above 20."""
    name = word.strip(".").casefold()
    return _months().get(name, 0)


@cache
def _months() -> dict[str, int]:
    rows = [row for row in table("chat_words") if row["kind"] == "month"]
    return {fold(row["word"]).strip(".").casefold(): int(row["number"]) for row in rows}


def day(year: int, number: int, of_month: int, era: str = "") -> str:
    """Return a day of any of these calendars as YYYY-MM-DD; "" if there is no such day.

    >>> day(2567, 6, 1), day(1403, 3, 12), day(1445, 11, 24), day(6, 6, 1, "令和")
    ('2024-06-01', '2024-06-01', '2024-06-02', '2024-06-01')
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
    """Return a Buddhist or a shortened year as one of our calendar; any other as it is."""
    if year < 100:
        return year + _OURS + (500 - _BUDDHIST if year > _LEAST_BUDDHIST_SHORT else 0)
    return year - _BUDDHIST if 2400 <= year < 2700 else year


def _persian(year: int, number: int, of_month: int) -> date:
    """Return a day of the Solar Hijri calendar, by its cycle of 33 years, which holds from 1178 to 1633."""
    if not (1 <= number <= 12 and 1 <= of_month <= (31 if number <= 6 else 30)):
        raise ValueError(number)
    leaps = (8 * year + 21) // 33
    before = 31 * (number - 1) - max(0, number - 7)
    return _PERSIAN_EPOCH + timedelta(365 * (year - 1) + leaps + before + of_month - 1)


def _islamic(year: int, number: int, of_month: int) -> date:
    """Return a day of the arithmetical Islamic calendar: 11 leap years in 30."""
    if not (1 <= number <= 12 and 1 <= of_month <= 30):
        raise ValueError(number)
    before = (59 * (number - 1) + 1) // 2
    return _ISLAMIC_EPOCH + timedelta(354 * (year - 1) + (3 + 11 * year) // 30 + before + of_month - 1)
