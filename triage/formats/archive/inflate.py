"""Deflate, so that damage costs nothing that is before it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

STEP = 1 << 20
"""Bytes of a piece at most, so that one block of a bomb does not fill the memory."""


def inflated(machine: Any, block: bytes) -> Iterator[bytes]:
    """Yield what a `zlib.decompressobj` makes of a block, in pieces.

    Raises `zlib.error` after the last byte before damage.

    The library forgets what it has unpacked of a block when it meets damage in it, so it goes there again step by step.
    """
    while True:
        before = machine.copy()
        try:
            piece = machine.decompress(block, STEP)
        except zlib.error:
            yield b"".join(_up_to_damage(before, block))
            raise
        yield piece
        block = machine.unconsumed_tail
        if not block:
            return


def _up_to_damage(machine: Any, block: bytes) -> Iterator[bytes]:
    for at in range(len(block)):
        try:
            yield machine.decompress(block[at : at + 1], STEP)
        except zlib.error:
            return


def unpacker(method: int) -> Any:
    """Return what unpacks a method of zips; null if it is stored as it is."""
    if method == zipfile.ZIP_STORED:
        return None
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    import inflate64  # noqa: PLC0415 - rare

    return inflate64.Inflater()


def unpacked(unpack: Any, block: bytes) -> Iterator[bytes]:
    """Yield what a block of a member of a zip unpacks to, in pieces of bounded size."""
    if unpack is None:
        yield block
        return
    if hasattr(unpack, "inflate"):
        for at in range(0, len(block), 1 << 10):
            yield unpack.inflate(block[at : at + (1 << 10)])
        return
    yield from inflated(unpack, block)
