"""What a text is written in: is it text at all, its lines, and the delimiter that its lines have in common."""

from __future__ import annotations

import re
from collections import Counter

from triage.read.encoding import decide
from triage.read.splitter import split_quoted

HEAD_BYTES = 1 << 18
"""Bytes of the head by which these decisions are made."""

_DELIMITERS = (
    ",", "\t", ";", "|", "||", "~", "^", "\x01", "\x1f", "\u00a6", "\u060c", "\u00a7", "@@", "::", "$$", "%%", "##",
    ":",
)  # fmt: skip
_STAMPED = re.compile(r"[\u200e\u200f]*(?:\[\d|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d.{0,12} - )")
"""How a line of a chat or a log begins: a time in square brackets, or a date and a time before a dash."""


def is_text(head: bytes) -> bool:
    """True where bytes decode as text."""
    return text_of(head) is not None


def text_of(head: bytes) -> str | None:
    """The head as text; null where it is binary."""
    if not head:
        return None
    encoding, _ = decide(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    strange = sum(each < " " and each not in "\t\r\n\x0c\x1b\x00\x01\x1c\x1d\x1e\x1f" for each in text[:4096])
    nul = text[:4096].count("\0")
    odd = text[:4096].count("\ufffd")
    return None if strange + odd > 0.02 * len(text[:4096]) or nul > 0.1 * len(text[:4096]) else text


def lines_of(text: str, *, whole: bool) -> list[str]:
    """Lines of a head; the last is left out where the head was cut in its middle."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if rows and (not whole or not rows[-1]):
        rows.pop()
    return rows


def dialect(text: str) -> str:
    """The delimiter whose count per line is the most constant; "" where none is, as in a chat or a log."""
    rows = [row for row in lines_of(text, whole=len(text) < HEAD_BYTES // 4)[:500] if row.strip()]
    if sum(bool(_STAMPED.match(row)) for row in rows) > len(rows) / 10:
        return ""
    best, delimiter = 0.0, ""
    for each in _DELIMITERS:
        counts = Counter(len(split_quoted(row, each) or row.split(each)) for row in rows)
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = times / max(1, len(rows)) * (1 + min(width, 20) / 100)
        if width > 1 and times >= 2 and score > max(best, 0.6):
            best, delimiter = score, each
    twice = delimiter * 2
    if delimiter and all(row.count(delimiter) == 2 * row.count(twice) for row in rows):
        return twice
    return delimiter
