"""Parse binary property lists, also those whose plain texts hold letters beyond ASCII, as some programs write them."""

from __future__ import annotations

import plistlib
import struct
from typing import Any

_TRAILER = struct.Struct(">6xBBQQQ")
"""Sizes in bytes of an offset and of a reference, number of objects, the first of them, place of the offsets."""

_PLAIN, _WIDE = 5, b"\x6f\x12"
"""Kind of a text in ASCII; how a text in UTF-16 begins whose length follows in four bytes."""

_LONG = 15


def parsed(data: bytes) -> Any:
    """Return the values. Raises what `plistlib` raises for a damaged list."""
    try:
        return plistlib.loads(data)
    except plistlib.InvalidFileException:
        if (wide := _widened(data)) is None:
            raise
        return plistlib.loads(wide)


def _widened(data: bytes) -> bytes | None:
    """Return the list with its plain texts that are not ASCII as UTF-16; null if it has none."""
    if len(data) < _TRAILER.size:
        return None
    size, reference, count, top, table = _TRAILER.unpack(data[-_TRAILER.size :])
    if count * size > len(data) or table > len(data):
        return None
    body, offsets = bytearray(data[:table]), list[int]()
    for index in range(count):
        at = int.from_bytes(data[table + index * size : table + (index + 1) * size], "big")
        text = _plain(data, at)
        if not text.isascii():
            said = text.decode("utf-8", "backslashreplace").encode("utf-16-be")
            at = len(body)
            body += _WIDE + struct.pack(">I", len(said) // 2) + said
        offsets.append(at)
    if len(body) == table:
        return None
    places = b"".join(at.to_bytes(8, "big") for at in offsets)
    return bytes(body) + places + _TRAILER.pack(8, reference, count, top, len(body))


def _plain(data: bytes, at: int) -> bytes:
    """Return the letters of a plain text; nothing for an object of another kind."""
    if at >= len(data) or data[at] >> 4 != _PLAIN:
        return b""
    length, begin = data[at] & _LONG, at + 1
    if length == _LONG:
        size = 1 << (data[begin] & 3) if begin < len(data) else 1
        length, begin = int.from_bytes(data[begin + 1 : begin + 1 + size], "big"), begin + 1 + size
    return data[begin : begin + length]
