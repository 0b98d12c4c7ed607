"""The proof that bytes are clean delimited text: counted, not parsed, at the speed of memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NEWLINE, _QUOTE, _RETURN = 10, 34, 13

LONGEST_RECORD = 1 << 20
"""Bytes of a record; a longer one is no clean text."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Proven clean: where each record starts (bytes), and whether quotes are used."""

    starts: NDArray[np.int64]
    has_quotes: bool


def prove(data: bytes, delimiter: str, width: int, newlines: NDArray[np.int64] | None = None) -> Proof | None:
    """The proof, or null: constant delimiters per record, quotes only around whole fields, no NUL, no lone return.

    `data` is whole records of UTF-8; the last may lack its newline. A blank line is no proof. `newlines` are the places
    of the newlines where they are known already.
    """
    if b"\0" in data or _has_lone_returns(data) or not _is_utf8(data):
        return None
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw == _NEWLINE) if newlines is None else newlines
    if len(data) and raw[-1] != _NEWLINE:
        ends = np.append(ends, len(data))
    cuts = np.flatnonzero(raw == ord(delimiter))
    has_quotes = b'"' in data
    if has_quotes:
        quotes = np.flatnonzero(raw == _QUOTE)
        if not _well_placed(raw, quotes, ord(delimiter)):
            return None
        ends, cuts = (each[np.searchsorted(quotes, each) % 2 == 0] for each in (ends, cuts))
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    if len(ends) and int((ends - starts).max()) >= LONGEST_RECORD:
        return None
    if not _constant(starts, ends, cuts, width - 1) or bool((ends == starts).any()):
        return None
    return Proof(starts, has_quotes)


def _has_lone_returns(data: bytes) -> bool:
    return b"\r" in data and data.count(b"\r") != data.count(b"\r\n")


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _constant(starts: NDArray[np.int64], ends: NDArray[np.int64], cuts: NDArray[np.int64], each: int) -> bool:
    if len(cuts) != len(ends) * each:
        return False
    if each == 0:
        return True
    rows = cuts.reshape(len(ends), each)
    return bool((rows[:, 0] >= starts).all() and (rows[:, -1] < ends).all())


def _well_placed(raw: NDArray[np.uint8], quotes: NDArray[np.int64], delimiter: int) -> bool:
    """Opening quotes follow a delimiter, a newline or a closing quote; closing ones precede one of these."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    is_border = np.zeros(256, bool)
    is_border[[delimiter, _NEWLINE, _RETURN, _QUOTE]] = True
    before = np.where(opening > 0, raw[opening - 1], _NEWLINE)
    after = np.where(closing + 1 < len(raw), raw[np.minimum(closing + 1, len(raw) - 1)], _NEWLINE)
    doubled = np.concatenate([[False], opening[1:] - 1 == closing[:-1]])
    return bool(is_border[before].all() and is_border[after].all() and (doubled == (before == _QUOTE)).all())
