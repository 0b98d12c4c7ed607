"""Find columns of fixed width by numbers of known form that stand at the same place in nearly all lines.

Mainframes and billing systems print columns without a blank between them: a CNIC is followed at once by a mobile
number, or an address has commas. Where a number of a known form begins or ends, a column does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from triage.core.names import is_header_word

_NEARLY_ALL = 0.95
_FIRST, _MOST = 20, 0.8
"""Lines that are looked at first, and the share of them that must have a number at the same place."""

LEAST_LINES = 8
_WIDEST = 2_000
"""Characters of a line that are examined."""

TELLING = tuple(
    map(
        re.compile,
        (r"[1-9][0-9]{4}-[0-9]{7}-[0-9]", r"[1-9][0-9]{12}", r"\+?923[0-9]{9}", r"03[0-9]{9}", r"03[0-9]{2}-[0-9]{7}"),
    )
)
"""Forms of a CNIC and of a mobile number."""

OF_CARDS = TELLING[:2]
"""Forms of a CNIC alone."""

_FORMS = (
    *TELLING,
    *map(re.compile, (r"[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{4}", r"[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}", r"3[0-9]{9}")),
    *map(re.compile, (r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]", r"[0-3][0-9][01][0-9](?:19|20)[0-9]{2}")),
)
_NO_EDGE = re.compile(r"[=:,;|~^#$%@*/!\\\"'<>\x01-\x1f\u00b6\u00fe]")
"""Delimiters and quotes, controls and thorns too, as load files of lawyers have them."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def formed(lines: Sequence[str]) -> list[int]:
    """Return the positions where such columns begin and end, from 0; [] if no number of a person has its own place.

    A first line that has no such numbers is that of the column names. There are none in delimited text, in which a
    delimiter follows each number, nor in lines that name each number in words.
    """
    body = [line[:_WIDEST] for line in lines if line.strip()]
    if body and sum(map(str.isdigit, body[0])) < 9:
        body = body[1:]
    if len(body) < LEAST_LINES or not _may_be(body[:_FIRST]):
        return []
    signs = np.array([*map(list, _padded(body))])
    starts, is_telling = {0}, False
    for begin, end in _runs(signs):
        parts, told = _parts(body, begin, end)
        if not parts:
            starts |= {end} if _touches_letters(signs, begin, end) else set()
            continue
        if _has_edge(signs, begin, end):
            return []
        is_telling = is_telling or told
        starts |= {begin, *parts}
    return sorted(starts) if is_telling and not _are_labelled(signs) else []


def _may_be(lines: Sequence[str]) -> bool:
    """Return true if most of some lines have a number of a person at the same place; fast for all other text."""
    places = Counter[int]()
    for line in lines:
        places.update({found.start() for form in TELLING for found in form.finditer(line)})
    return max(places.values(), default=0) >= _MOST * len(lines)


def _padded(lines: Sequence[str]) -> list[str]:
    width = max(map(len, lines)) + 1
    return [line.ljust(width, "\0") for line in lines]


def _runs(signs: NDArray[np.str_]) -> list[tuple[int, int]]:
    """Return the ranges of positions at which nearly all lines have digits, with single marks between them."""
    is_digit = np.char.isdigit(signs).mean(axis=0) >= _NEARLY_ALL
    is_mark = np.isin(signs, ["-", "/", ".", "+"]).mean(axis=0) >= _NEARLY_ALL
    found, begin = list[tuple[int, int]](), -1
    for at in range(signs.shape[1]):
        goes_on = is_digit[at] or (is_mark[at] and at + 1 < signs.shape[1] and is_digit[at + 1])
        if goes_on and begin < 0:
            begin = at
        elif not goes_on and begin >= 0:
            found.append((begin, at))
            begin = -1
    return found


def _parts(lines: Sequence[str], begin: int, end: int) -> tuple[list[int], bool]:
    """Return the ends of numbers of known form that fill a range, and whether one is of a person; [] if none do."""
    if begin == end:
        return [end], False
    for form in _FORMS:
        ends = {found.end() for line in lines if (found := form.match(line, begin, end))}
        share = sum(form.match(line, begin, end) is not None for line in lines) / len(lines)
        if len(ends) != 1 or share < _NEARLY_ALL:
            continue
        (stop,) = ends
        more, told = ([end], False) if stop == end else _parts(lines, stop, end)
        if more:
            return sorted({stop, *more}), told or form in TELLING
    return [], False


def _touches_letters(signs: NDArray[np.str_], begin: int, end: int) -> bool:
    """Return true for a running number at the start of the lines with letters right behind it."""
    return begin == 0 and end < signs.shape[1] and bool(np.char.isalpha(signs[:, end]).mean() >= _NEARLY_ALL)


def _has_edge(signs: NDArray[np.str_], begin: int, end: int) -> bool:
    """Return true if a delimiter or a sign of equality stands beside a range in most lines."""
    beside = [signs[:, at] for at in (begin - 1, end) if 0 <= at < signs.shape[1]]
    return any(2 * sum(_NO_EDGE.match(sign) is not None for sign in column) > len(column) for column in beside)


def _are_labelled(signs: NDArray[np.str_]) -> bool:
    """Return true if all lines have the same word at the same place, and it names a field."""
    same = (signs == signs[0]).mean(axis=0) >= _NEARLY_ALL
    text = "".join(sign if is_same else " " for sign, is_same in zip(signs[0], same, strict=True))
    return any(map(is_header_word, _WORD.findall(text)))
