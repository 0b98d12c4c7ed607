"""Decompress deflate so that damage costs nothing that precedes it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

STEP = 1 << 20
"""Most bytes decompressed at once, so that one block of a zip bomb does not fill the memory."""


def inflated(machine: Any, block: bytes) -> Iterator[bytes]:
    """Yield what a `zlib.decompressobj` makes of a block, in pieces.

    Raises `zlib.error` after the last byte before damage. The library discards what it has decompressed of a damaged
    block, so the block is decompressed again byte by byte up to the damage.
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
    """Return the decompressor for a zip method; null if members are stored uncompressed."""
    if method == zipfile.ZIP_STORED:
        return None
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    import inflate64  # noqa: PLC0415 - rare

    return inflate64.Inflater()


def unpacked(unpack: Any, block: bytes) -> Iterator[bytes]:
    """Yield the decompressed block of a zip member, in pieces of limited size."""
    if unpack is None:
        yield block
        return
    if hasattr(unpack, "inflate"):
        for at in range(0, len(block), 1 << 10):
            yield unpack.inflate(block[at : at + (1 << 10)])
        return
    yield from inflated(unpack, block)
