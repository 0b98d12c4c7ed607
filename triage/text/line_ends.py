"""Find what ends lines (newlines, carriage returns, record separators), also several kinds in one file."""

from __future__ import annotations

import re

import numpy as np

from triage.text.byte_offsets import NEWLINE, RETURN, places
from triage.text.record_splitter import split_quoted

SEPARATORS = ("\x1e", "\x1d")
"""ASCII's own ends of records (RS) and groups (GS), used by writers that allow newlines in cells."""

_LINES, _FEWEST = 100, 3

_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
"""Pattern of quoted cells: a return inside one ends no line."""

_LONE = re.compile(rb"\r(?!\n)")
_LONE_LETTERS = re.compile("\r(?!\n)")


def end_of(text: str) -> str:
    """Return what ends most lines: a newline, a carriage return alone, or one of the `SEPARATORS`."""
    newlines = text.count("\n")
    for sign in SEPARATORS:
        separators = text.count(sign)
        if separators > 1 and separators >= newlines - text.count(sign + "\n") and not _are_cells(text, sign):
            return sign
    if text.count("\r") - text.count("\r\n") <= newlines:
        return "\n"
    bare = _QUOTED.sub("", text) if '"' in text else text
    return "\r" if bare.count("\r") - bare.count("\r\n") > bare.count("\n") else "\n"


def _are_cells(text: str, sign: str) -> bool:
    """Return true for separators between the cells of lines: as many in each, and none at its edges."""
    lines = text.split("\n")[:_LINES]
    counts = {line.strip("\r").count(sign) for line in (lines[:-1] if len(lines) > _FEWEST else lines) if line}
    at_edges = any(line.strip("\r").strip(sign) != line.strip("\r") for line in lines)
    return len(lines) >= _FEWEST and len(counts) == 1 and not at_edges


def in_newlines(text: str) -> str:
    """Return text in which every line ends with a newline."""
    if (end := end_of(text)) in SEPARATORS:
        return ended_letters(text, end)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def ended(raw: bytes, end: str) -> bytes:
    """Return as many bytes with a newline at each line end; record separators and newlines are exchanged.

    A carriage return before a newline stays; a newline right after a separator becomes an empty line.
    """
    if end in SEPARATORS:
        sign = end.encode()
        swapped = raw.translate(bytes.maketrans(b"\n" + sign, sign + b"\n"))
        return re.sub(b"(?<![^\n])" + sign, b"\n", swapped)
    return _LONE.sub(b"\n", raw) if end == "\r" and has_lone_returns(raw) else raw


def ended_letters(text: str, end: str) -> str:
    """Return what `ended` returns, for text instead of bytes."""
    if end in SEPARATORS:
        return re.sub(f"(?<![^\n]){end}", "\n", text.translate(str.maketrans(f"\n{end}", f"{end}\n")))
    return _LONE_LETTERS.sub("\n", text) if end == "\r" and "\r" in text else text


def has_lone_returns(raw: bytes) -> bool:
    """Return true if a carriage return is not followed by a newline; fast for bytes without any."""
    if b"\r" not in raw:
        return False
    letters = np.frombuffer(raw, np.uint8)
    returns = places(letters, RETURN)
    return bool(returns[-1] == len(raw) - 1 or (letters.take(returns + 1, mode="clip") != NEWLINE).any())


def records_apart(raw: bytes, delimiter: bytes, width: int) -> bytes:
    """Return the bytes with newlines instead of the carriage returns that end records inside a line.

    Such returns are recognised by the cells: more than half of the parts between the returns of a line have `width`
    cells and all their quotes. A carriage return inside a cell stays.
    """
    if width < 2 or not has_lone_returns(raw):
        return raw
    return b"\n".join(_apart(line, delimiter, width) if b"\r" in line[:-1] else line for line in raw.split(b"\n"))


def _apart(line: bytes, delimiter: bytes, width: int) -> bytes:
    body, tail = (line[:-1], b"\r") if line.endswith(b"\r") else (line, b"")
    pieces = [piece for piece in body.split(b"\r") if piece]
    whole = sum(_is_record(piece, delimiter, width) for piece in pieces)
    return body.replace(b"\r", b"\n") + tail if len(pieces) > 1 and 2 * whole > len(pieces) else line


def _is_record(piece: bytes, delimiter: bytes, width: int) -> bool:
    """Return true for as many cells as there are columns, with all their quotes at borders of cells."""
    if piece.count(delimiter) != width - 1 or b'"' not in piece:
        return piece.count(delimiter) == width - 1
    return split_quoted(piece.decode("latin-1"), delimiter.decode("latin-1")) is not None
