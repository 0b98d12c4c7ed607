"""Where lines end: at newlines, at returns alone, at record separators; and several of these in one file."""

from __future__ import annotations

import re

import numpy as np

from triage.text.byte_offsets import NEWLINE, RETURN, places

RECORD_SEPARATOR = "\x1e"
"""ASCII's own end of a record, which writers use who fear newlines in cells."""

_LONE = re.compile(rb"\r(?!\n)")
_LONE_LETTERS = re.compile("\r(?!\n)")
_BEHIND = re.compile(rb"(?<![^\n])\x1e")
_BEHIND_LETTERS = re.compile("(?<![^\n])\x1e")
_SWAP_LETTERS = str.maketrans("\n\x1e", "\x1e\n")
_SWAP = bytes.maketrans(b"\n\x1e", b"\x1e\n")


def end_of(text: str) -> str:
    """Return what ends most lines: a newline, a return alone, or a record separator."""
    newlines = text.count("\n")
    separators = text.count(RECORD_SEPARATOR)
    if separators > 1 and separators >= newlines - text.count(RECORD_SEPARATOR + "\n"):
        return RECORD_SEPARATOR
    return "\r" if "\r" in text and text.count("\r") - text.count("\r\n") > newlines else "\n"


def in_newlines(text: str) -> str:
    """Text whose lines end with newlines, whatever ended them."""
    if end_of(text) == RECORD_SEPARATOR:
        return ended_letters(text, RECORD_SEPARATOR)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def ended(raw: bytes, end: str) -> bytes:
    """Return the same number of bytes with a newline where a line ends.

    Of separators the newlines change places with them.

    A return before a newline stays; a newline after a separator is a blank line.
    """
    if end == RECORD_SEPARATOR:
        return _BEHIND.sub(b"\n", raw.translate(_SWAP))
    return _LONE.sub(b"\n", raw) if end == "\r" and has_lone_returns(raw) else raw


def ended_letters(text: str, end: str) -> str:
    """As `ended`, of letters."""
    if end == RECORD_SEPARATOR:
        return _BEHIND_LETTERS.sub("\n", text.translate(_SWAP_LETTERS))
    return _LONE_LETTERS.sub("\n", text) if end == "\r" and "\r" in text else text


def has_lone_returns(raw: bytes) -> bool:
    """Return true if a return is alone; what has none is told at the speed of memory."""
    if b"\r" not in raw:
        return False
    letters = np.frombuffer(raw, np.uint8)
    returns = places(letters, RETURN)
    return bool(returns[-1] == len(raw) - 1 or (letters.take(returns + 1, mode="clip") != NEWLINE).any())


def records_apart(raw: bytes, delimiter: bytes, width: int) -> bytes:
    """Where records that end with returns are among lines: newlines instead of these returns.

    They are told by their cells: more than half of what is between the returns of a line is as wide as the table,
    with all its quotes. A return in a cell stays.
    """
    if width < 2 or not has_lone_returns(raw):
        return raw
    return b"\n".join(_apart(line, delimiter, width) if b"\r" in line[:-1] else line for line in raw.split(b"\n"))


def _apart(line: bytes, delimiter: bytes, width: int) -> bytes:
    body, tail = (line[:-1], b"\r") if line.endswith(b"\r") else (line, b"")
    pieces = [piece for piece in body.split(b"\r") if piece]
    whole = sum(piece.count(delimiter) == width - 1 and piece.count(b'"') % 2 == 0 for piece in pieces)
    return body.replace(b"\r", b"\n") + tail if len(pieces) > 1 and 2 * whole > len(pieces) else line
