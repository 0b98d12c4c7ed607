"""Detect the encoding of bytes by a fixed order of tests; the guess and its grounds are put into the report.

Order: byte order mark, NUL pattern (UTF-16), strict UTF-8, UTF-8 with a few bad bytes, then character statistics
(Windows-1256 before others), and Windows-1252 if these are undecided.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from triage.core.plurals import count_of
from triage.text.legacy_encodings import ARABIC, WIDE, guess

_LOOKED_AT = 1 << 18
"""Number of bytes of start, middle and end by which the encoding of a file is decided."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "a UTF-8 byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "a UTF-16 byte order mark"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "a UTF-16 byte order mark"),
)

TWICE = "utf_8_twice"
"""Codec of this program for UTF-8 that was decoded as Windows-1252 and encoded as UTF-8 once more."""

_TAKEN_FOR_LATIN = re.compile("[\u00c3\u00d8-\u00db][\u0080-\u00bf\u0152-\u0178\u0192\u02c6-\u2122]")


_LARGE = 1 << 16
"""Bytes from which on Polars shows in a tenth of the time whether they are UTF-8."""


def is_utf8(data: bytes) -> bool:
    """Return true if all bytes are letters of UTF-8."""
    if data.isascii():
        return True
    try:
        if len(data) < _LARGE:
            data.decode("utf-8")
        else:
            _cast(data)
    except ValueError:  # also Python's error of decoding
        return False
    return True


def _cast(data: bytes) -> None:
    """Raise `ValueError` if bytes are not UTF-8."""
    import polars as pl  # noqa: PLC0415 - what reads a small text does without it

    try:
        pl.Series([data], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError as error:
        raise ValueError(str(error)) from None


@lru_cache(maxsize=8)  # every reader asks of the same head
def decide(head: bytes) -> tuple[str, str]:
    """Return the Python codec of a file that begins with these bytes, and the grounds for it."""
    for mark, codec, grounds in _BOMS:
        if head.startswith(mark):
            return codec, grounds
    if codec := _utf16(head):
        return codec, "every other byte is NUL"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _eight_bit(head)
    if _is_twice(head):
        return TWICE, "UTF-8 that was written as UTF-8 once more"
    return "utf-8", "valid UTF-8"


def _is_twice(head: bytes) -> bool:
    """Return true if most non-ASCII characters are the pairs that UTF-8 of Urdu becomes when read as Windows-1252."""
    if head.isascii():
        return False
    text = head.decode("utf-8", "ignore")
    high = len(text) - len(text.encode("ascii", "ignore"))
    pairs = len(_TAKEN_FOR_LATIN.findall(text))
    return pairs >= 3 and 2 * pairs > 0.6 * high and bool(ARABIC.search(once(text)))


def once(text: str) -> str:
    """Return text that was encoded twice decoded once more, line by line; other lines stay as they are."""
    return "\n".join(line if line.isascii() else _right(line) for line in text.split("\n"))


def _right(line: str) -> str:
    try:
        # Windows-1252 assigns no character to five bytes; programs pass them through unchanged.
        raw = b"".join(each.encode("latin-1" if each < "\xa0" else "cp1252") for each in line)
        return raw.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line


def _codec(name: str) -> codecs.CodecInfo | None:
    if name != TWICE:
        return None

    def decode(raw: Any, errors: str = "strict", /) -> tuple[str, int]:
        return once(bytes(raw).decode("utf-8", errors)), len(raw)

    def encode(text: str, errors: str = "strict", /) -> tuple[bytes, int]:
        return text.encode("utf-8", errors).decode("latin-1").encode("utf-8"), len(text)

    return codecs.CodecInfo(encode, decode, name=TWICE)


codecs.register(_codec)


def of(path: Path) -> tuple[str, str]:
    """Return the Python codec of a file and the grounds: by its start, and by middle and end if that is plain."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
        codec, grounds = decide(head)
        size = file.seek(0, 2)
        if codec != "utf-8" or size <= _LOOKED_AT or "mark" in grounds:
            return codec, grounds
        for start in (size // 2, max(0, size - _LOOKED_AT)):
            file.seek(start)
            _, _, piece = file.read(_LOOKED_AT).partition(b"\n")  # from the beginning of a line
            head += b"\n" + piece.rpartition(b"\n")[0]
    return decide(head)


def mark_length(head: bytes) -> int:
    """Return the length of the byte order mark in bytes; 0 if there is none."""
    return next((len(mark) for mark, _, _ in _BOMS if head.startswith(mark)), 0)


def _utf16(head: bytes) -> str:
    if len(head) < 8:
        return ""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # The high byte is 6 for Arabic letters and 0 for spaces and digits; few low bytes are either.
        arabic, plain = high.count(6), high.count(0)
        if plain and arabic + plain > 0.9 * len(high) and low.count(6) + low.count(0) < 0.1 * len(low):
            return codec
    return ""


def _eight_bit(head: bytes) -> tuple[str, str]:
    text = head.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good > bad * 4:
        return "utf-8", f"UTF-8 with {count_of(bad, 'bad byte')} in the first {len(head)}"
    if (codec := guess(head)) and codec not in WIDE:
        return codec, "its letters by this encoding make words"
    return "cp1252", "a few high bytes among ASCII: Windows-1252 by policy"
