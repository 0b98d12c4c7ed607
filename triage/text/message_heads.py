"""Parse the start of a message in a chat exported as text: its date, time and author.

Exporters write date and time in the telephone's language, so a head is recognised by its structure: a date (in numbers,
with the name of a month, or with year, month and day characters), a time before or after it with at most two words
around it, then "] ", " - " or ": ". Without such a sign the date must be in numbers. Source of the forms: public
parsers of such exports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from triage.core.names import table
from triage.recognizers.text import fold
from triage.text import calendars

_REACH = 160
"""Number of characters of a line in which its head is searched."""

_WORD = r"[^\s\d,/()\[\]<>:|;=-]{1,16}"
_AROUND = rf"[,\s]{{0,3}}(?:{_WORD}[,\s]{{0,2}}){{0,2}}"
_TIME = (
    r"(?P<time>(?<!\d)\d{1,2}(?:[:.]\d{2}|\s?[時点點시]\s?\d{1,2}\s?[分분]?)(?:[:.]\d{2}|\s?\d{1,2}\s?[秒초])?(?!\d)"
    rf"(?:\s{{0,2}}{_WORD}(?:\s{{1,2}}{_WORD})?)?)"
)
_NUMBERS = r"(?P<a>\d{1,4})\s{0,2}[./-]\s{0,2}(?P<b>\d{1,2})\s{0,2}[./-]\s{0,2}(?P<c>\d{1,4})\.?"
_SIGNS = r"(?P<era>令和|民國|民国)?\s?(?P<ys>\d{1,4})\s?[年년]\s?(?P<ms>\d{1,2})\s?[月월]\s?(?P<ds>\d{1,2})\s?[日일]?"
_DAY_FIRST = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|º)?,?[\s-]{{1,2}}(?:de\s)?(?P<m1>{_WORD})[,\s-]{{1,3}}(?:de\s|del\s)?"
    r"(?P<y1>\d{4}|\d{2})"
)
_MONTH_FIRST = rf"(?P<m2>{_WORD})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}}|\d{{2}})"
_YEAR_FIRST = rf"(?P<y3>\d{{4}})[\s.,-]{{1,3}}(?P<m3>{_WORD})[\s-](?P<d3>\d{{1,2}})\.?"
_THANG = r"(?P<d4>\d{1,2})\sthang\s(?P<m4>\d{1,2}),?\s(?:nam\s)?(?P<y4>\d{4})"
_NAMED = f"{_NUMBERS}|{_SIGNS}|{_THANG}|{_DAY_FIRST}|{_MONTH_FIRST}|{_YEAR_FIRST}"
_WEEKDAY = rf"(?:{_WORD}[.,]{{0,2}}\s{{1,2}})?"
_ANY = rf"(?P<date>{_NAMED})(?!\d)"


@cache
def _heads() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a head, the most specific ones first; compiled when first a line has a time."""
    forth, back = rf"{_WEEKDAY}{_ANY}{_AROUND}{_TIME}", rf"{_TIME}[,\s]{{1,3}}{_WEEKDAY}{_ANY}"
    begins = r"^\s{0,4}"
    meridiem = r"(?:\s?[apAP]\.?\s?[mM]\.?|\s?[\u0635\u0645])?"
    bare = rf"(?P<date>{_NUMBERS})(?:,|,? klo)?\s+(?P<time>\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?{meridiem})"
    return tuple(
        re.compile(each)
        for each in (
            rf"{begins}\[\s?{forth}\s{{0,2}}(?P<sign>\](?:\s?[-:])?)(?:\s|$)",
            rf"{begins}\[\s?{back}\s{{0,2}}(?P<sign>\](?:\s?[-:])?)(?:\s|$)",
            rf"{begins}{forth}(?P<sign>\s-)(?:\s|$)",
            rf"{begins}{back}(?P<sign>\s-)(?:\s|$)",
            rf"{begins}{bare}(?P<sign>:?) ",
            rf"^(?P<who>[^\[\]:]{{1,60}}?),\s\[\s?{forth}\s{{0,2}}(?P<sign>\]):?(?:\s|$)",
        )
    )


_MAYBE = re.compile(r"\d\s?[:.時点點시]\s?\d")
_AUTHOR = re.compile(r"^\s*(?:~\s{0,2})?(.{1,60}?)\s?:(?:\s|$)")
_TIMED = re.compile(r"(.{0,50}?(?<!\d)\d{1,2}[:.h]\d{2}(?!\d).{0,70}?)(?::\s|$)")
_MARK = "\u200e"
_FULL, _YEARS, _CENTURY = 4, (2, 4), 2000
_OTHER_CALENDARS = range(1300, 1600)
"""Years of the Persian and the Islamic calendars."""

_UNSPACED = re.compile(r"[\u0900-\u0dff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]|[^\w\s]$")
"""Pattern of scripts without spaces between words, and of words that end with punctuation."""

_CELLS = tuple("|;,")
"""Characters after a date which show that it is the first cell of a table row."""


@dataclass(slots=True)
class Message:
    """One message: the locator of its head, its date, author and lines, and the `sign` after its time.

    `is_event` is true for a sentence that the messenger itself wrote, which has no author.
    """

    at: int
    date: str = ""
    author: str = ""
    lines: list[str] = field(default_factory=list)
    sign: str = ""
    is_event: bool = False


def head(line: str, authors: tuple[str, ...] = ()) -> Message | None:
    """Return the message that begins on this line; null if none begins here.

    `authors` are known names that contain a colon, the longest first.
    """
    start = line[:_REACH]
    if not any(map(str.isdigit, start)):
        return None
    folded = fold(start)
    if not _MAYBE.search(folded):
        return None
    match = next((found for each in _heads() if (found := each.match(folded))), None)
    if match is None:
        return None
    rest = line[match.end() :]
    if "\t" in line[: match.end()] or rest.startswith(_CELLS):
        return None
    date = f"{_written(match)} {' '.join(match['time'].split())}"
    if who := match.groupdict().get("who"):  # as Telegram copies messages
        return Message(0, date, line[: len(who)].strip(), [rest], "]")
    return _said(rest, date, match["sign"].strip(), authors)


def head_of_unknown_build(line: str) -> Message | None:
    """Return the message of a line with a time before its first colon; the words up to there are its date.

    Else null.
    """
    match = _TIMED.match(fold(line[:_REACH]))
    return Message(0, line[: match.end(1)].strip(), "", [line[match.end() :]]) if match else None


def _said(rest: str, date: str, sign: str, authors: tuple[str, ...]) -> Message:
    """Return the message from the rest of a line after date and time."""
    known = next((each for each in authors if rest.lstrip("\u200e\u200f ~\u202f").startswith(f"{each}:")), "")
    if known:
        return Message(0, date, known, [rest.partition(f"{known}:")[2].removeprefix(" ")], sign)
    author = _AUTHOR.match(fold(rest[:_REACH]))
    if author is None or is_event(rest[: author.end(1)]):
        return Message(0, date, "", [rest], sign, is_event(rest))
    name, text = (
        rest[slice(*author.span(1))].strip(" \u200e\u200f\u202f\xa0~\u2068\u2069\u202a\u202c"),
        rest[author.end() :],
    )
    if text.startswith(_MARK) and is_event(text):  # the iPhone names the chat as the author
        return Message(0, date, "", [text], sign, is_event=True)
    return Message(0, date, name, [text], sign)


@lru_cache(4_096)
def is_event(text: str) -> bool:
    """Return true for a sentence that the messenger itself writes; cached, because authors repeat."""
    return bool(_events().search(fold(text[:400]).casefold()))


@cache
def _events() -> re.Pattern[str]:
    words = [row["word"].casefold() for row in table("chat_words") if row["kind"] == "system"]
    spaced = [re.escape(fold(word).strip()) for word in words if not _UNSPACED.search(word)]
    others = [re.escape(word) for word in words if _UNSPACED.search(word)]
    return re.compile(
        "|".join([rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", *others, r"(?<=\S )(?:added|removed) \S|\bleft\s*$"])
    )


def _written(match: re.Match[str]) -> str:
    """Return the day as YYYY-MM-DD if only one day can be meant, else as written, without superfluous spaces."""
    told = match.groupdict()
    if told.get("ys"):
        found = calendars.day(int(told["ys"]), int(told["ms"]), int(told["ds"]), told["era"] or "")
        return found or match["date"]
    for number in "1234":
        if told.get(f"y{number}"):
            name = told[f"m{number}"]
            of_year = int(name) if name.isdigit() else calendars.month(name)
            found = calendars.day(int(told[f"y{number}"]), of_year, int(told[f"d{number}"])) if of_year else ""
            return found or " ".join(match["date"].split())
    return _of_numbers(match["date"], (told["a"], told["b"], told["c"]))


def _of_numbers(date: str, parts: tuple[str, str, str]) -> str:
    """Return a date in numbers; the year of another calendar is converted to a Gregorian one."""
    written = "".join(date.split())
    first, second, last = parts
    is_ahead = len(first) == _FULL
    told = first if is_ahead else last
    year = calendars.of_ours(int(told))
    if year in _OTHER_CALENDARS:
        of_month = int(last if is_ahead else first)
        return calendars.day(year, int(second), of_month) or written
    if len(told) not in _YEARS or year == int(told) % 100 + _CENTURY or year == int(told):
        return written
    return f"{year}{written[len(first) :]}" if is_ahead else f"{written.rstrip('.')[: -len(last)]}{year}"
