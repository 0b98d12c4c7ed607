"""Extract strings from Android files: pools of binary XML and resources, string tables of code, runs in other files.

All sizes and counts in a file are checked against its length: a damaged file gives the strings that can be reached.
Sources: Android's ResourceTypes.h (chunk types) and the Dalvik executable format; read 2026-11-29.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from struct import error, unpack_from

_POOL, _START = 0x0001, 0x0102
_UTF8 = 0x100
_MOST = 2_000_000
_NOTHING = 0xFFFFFFFF
_RUN = re.compile(rb"[\x20-\x7e\x80-\xf4]{6,4096}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\x00){6,2048}")
_ATTRIBUTE = 20
"""Bytes of an attribute: a file has no more of them than fit into it."""

_UNITS = 0x8000
_MORE = 0x80


def chunks(raw: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield (type, offset, size) of the consecutive chunks of binary XML or resources."""
    while at + 8 <= len(raw):
        kind, _, size = unpack_from("<HHI", raw, at)
        if size < 8:
            return
        yield kind, at, size
        at += size


def pool_strings(raw: bytes) -> Iterator[str]:
    """Yield the strings of all pools of a file, in their order."""
    head = unpack_from("<H", raw, 2)[0] if len(raw) >= 4 else 8
    for kind, at, _ in chunks(raw, head):
        if kind == _POOL:
            yield from _pool(raw, at)


def _pool(raw: bytes, at: int) -> list[str]:
    try:
        count, _, flags, start = unpack_from("<IIII", raw, at + 8)
        offsets = unpack_from(f"<{min(count, _MOST, (len(raw) - at - 28) // 4)}I", raw, at + 28)
    except error:
        return []
    texts = (_string(raw, at + start + offset, is_utf8=bool(flags & _UTF8)) for offset in offsets)
    return [*_within(texts, len(raw))]


def _within(texts: Iterable[str], most: int) -> Iterator[str]:
    """Yield texts until they are longer together than the file that they come from: then they overlap, as in a bomb."""
    for text in texts:
        most -= len(text)
        if most < 0:
            return
        yield text


def _string(raw: bytes, at: int, *, is_utf8: bool) -> str:
    """Return the string at an offset; "" if it lies outside the file."""
    try:
        if not is_utf8:
            units = unpack_from("<H", raw, at)[0]
            at += 2
            if units & _UNITS:
                units = (units & (_UNITS - 1)) << 16 | unpack_from("<H", raw, at)[0]
                at += 2
            return raw[at : at + 2 * units].decode("utf-16-le", "replace")
        at += 2 if raw[at] & _MORE else 1
        size = raw[at]
        at += 1
        if size & _MORE:
            size = (size & (_MORE - 1)) << 8 | raw[at]
            at += 1
        return raw[at : at + size].decode("utf-8", "replace")
    except (error, IndexError):
        return ""


def manifest(raw: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (element, attribute, value) of binary XML, for text values."""
    names: list[str] = []
    left = len(raw) // _ATTRIBUTE
    for kind, at, _ in chunks(raw, 8):
        if kind == _POOL and not names:
            names = _pool(raw, at)
        elif kind == _START:
            for each in islice(_attributes(raw, at, names), left):
                left -= 1
                yield each


def _attributes(raw: bytes, at: int, names: list[str]) -> Iterator[tuple[str, str, str]]:
    def named(number: int) -> str:
        return names[number] if number < len(names) else ""

    try:
        _, name, first, size, count = unpack_from("<IIHHH", raw, at + 16)
        for index in range(min(count, 1_000)):
            _, attribute, value = unpack_from("<III", raw, at + 16 + first + index * size)
            if value != _NOTHING and named(value):
                yield named(name), named(attribute), named(value)
    except error:
        return


def dex_strings(raw: bytes) -> Iterator[str]:
    """Yield the strings of compiled code; of damaged code, its runs of characters."""
    try:
        count, first = unpack_from("<II", raw, 0x38)
        places = unpack_from(f"<{min(count, _MOST)}I", raw, first)
    except error:
        yield from runs(raw)
        return
    left = len(raw)
    for place in places:
        at = place
        while at < len(raw) and raw[at] & _MORE:
            at += 1
        end = raw.find(b"\0", at + 1)
        text = raw[at + 1 : end if end >= 0 else len(raw)]
        left -= len(text)
        if left < 0:  # strings that overlap, as in a bomb
            yield from runs(raw)
            return
        yield text.decode("utf-8", "replace")


def runs(raw: bytes) -> Iterator[str]:
    """Yield runs of readable characters, in one byte (UTF-8) and in two bytes (UTF-16)."""
    for found in _RUN.finditer(raw):
        yield found[0].decode("utf-8", "replace")
    for found in _WIDE_RUN.finditer(raw):
        yield found[0].decode("utf-16-le", "replace")
