"""Find the end of an SQL statement: its semicolon outside strings and comments."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from triage.formats.sql.comments import MARK, OPEN_COMMENT
from triage.formats.sql.literals import CHOSEN, DOUBLE, PLAIN, SLASHED
from triage.text.byte_offsets import places

_LINES = r"\s*(?:GO\b|INSERT\b|CREATE\s+TABLE\b)"
"""Lines that end a statement without a semicolon."""

_NEXT_LINE = re.compile(rf"\n{_LINES}", re.IGNORECASE)


@cache
def _ending(*, slashed: bool) -> re.Pattern[str]:
    string, more, letters, quotes = (SLASHED, DOUBLE, "Ee", '"#') if slashed else (PLAIN, CHOSEN, "EeQq", "")
    line = r"--(?=\s)[^\n]*+|\#[^\n]*+" if slashed else r"--[^\n]*+"
    return re.compile(
        rf"(?:[^';\n$/\-{letters}{quotes}]++|[{letters}](?!')|[Ee]{SLASHED}|{more}|{string}|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$"
        rf"|{line}|{OPEN_COMMENT}|\n(?!{_LINES})|['$/\-{letters}{quotes}])*+;?",
        re.DOTALL | re.IGNORECASE,
    )


_LONG = 1 << 13
_QUOTE, _HASH, _STAR, _DASH, _SLASH = b"'#*-/"
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_MARK_OF_ALL = re.compile(r"--|/\*")
_OPENS_CHOSEN = re.compile(r"'[\[{(<!|~#]")


def end_of(text: str, at: int, *, slashed: bool) -> int:
    """Return the offset after a statement's semicolon, or before a line GO of SQL Server; else the end of the text.

    A statement with only single-quoted strings ends where the number of quotes is even; counting them is faster than
    matching the pattern.
    """
    # Tries are limited to one per `_TRIES` characters, so that counting never costs more than the pattern does.
    begin, quotes, newline, tries = at, 0, -1, 0
    while tries <= _TRIES + (begin - at) // _TRIES:
        if begin > newline:
            newline = text.find("\n", begin)
            newline = len(text) if newline < 0 else newline
        semicolon = text.find(";", begin, newline)
        stop = newline if semicolon < 0 else semicolon
        piece = text[begin:stop]
        if stop == len(text) or _has_other_strings(piece, slashed=slashed):
            break
        if _has_comment(piece, quotes, slashed=slashed):
            break
        quotes = _quotes(piece, quotes)
        if quotes % 2 == 0:
            if stop == semicolon:
                return stop + 1
            if _NEXT_LINE.match(text, stop):
                return stop
        begin, tries = stop + 1, tries + 1
    found = _ending(slashed=slashed).match(text, at)
    return found.end() if found else len(text)


_TRIES = 32
"""Number of possible ends that are tried, and characters that each must cover; then the pattern is used."""


def _quotes(piece: str, before: int) -> int:
    """Return the number of quotes that open or close strings, added to `before`.

    In a string, a backslash escapes the character after it.
    """
    at = 0
    while (slash := piece.find("\\", at)) >= 0:
        before += piece.count("'", at, slash)
        at = slash + 1 + before % 2
    return before + piece.count("'", at)


def _has_comment(piece: str, quotes: int, *, slashed: bool) -> bool:
    """Return whether a comment may begin outside strings, if `quotes` quotes precede."""
    if not ("--" in piece or "/*" in piece or (slashed and "#" in piece)):
        return False
    plain = _ESCAPED.sub("", piece) if "\\" in piece else piece
    if len(plain) > _LONG:
        return _has_mark(plain, quotes, slashed=slashed)
    outside = "'".join(plain.split("'")[quotes % 2 :: 2])
    return bool((MARK if slashed else _MARK_OF_ALL).search(outside))


def _has_mark(text: str, quotes: int, *, slashed: bool) -> bool:
    """Return the same for a long text, searching all starts of comments at once."""
    raw = np.frombuffer(text.encode("latin-1", "replace"), np.uint8)
    is_mark = (raw[:-1] == _DASH) & (raw[1:] == _DASH) | (raw[:-1] == _SLASH) & (raw[1:] == _STAR)
    is_mark = np.append(is_mark, False)
    if slashed:
        is_mark |= raw == _HASH
    before = np.searchsorted(places(raw, _QUOTE), np.flatnonzero(is_mark))
    return bool(((before + quotes) % 2 == 0).any())


def _has_other_strings(piece: str, *, slashed: bool) -> bool:
    """Return whether the text may contain strings in other than single quotes, or escapes that only those have."""
    if "$" in piece or ('"' if slashed else "\\") in piece:
        return True
    return not slashed and any(
        piece[mark.start() - 1] in "qQ" for mark in _OPENS_CHOSEN.finditer(piece) if mark.start()
    )
