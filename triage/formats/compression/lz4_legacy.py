"""Decompress the first format of lz4 (`lz4 -l`, kernels of Linux): blocks of 8 MiB behind their sizes, no end mark."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from triage.core.errors import EvidenceError

SIGN = b"\x02\x21\x4c\x18"
_BLOCK = 8 * 1024 * 1024
_MOST = _BLOCK + _BLOCK // 255 + 16
"""Most bytes of a compressed block, where nothing in it could be compressed."""


def unpacked(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the blocks; the sign of a stream may come again. Raises `EvidenceError` behind the last good block."""
    import lz4.block  # noqa: PLC0415 - only for this kind

    while head := file.read(4):
        if head == SIGN:
            continue
        size = struct.unpack("<I", head)[0] if len(head) == 4 else 0
        if not 0 < size <= _MOST:
            raise EvidenceError("garbage_behind_the_stream")
        block = file.read(size)
        try:
            yield lz4.block.decompress(block, uncompressed_size=_BLOCK)
        except lz4.block.LZ4BlockError as error:
            raise EvidenceError("damaged_container") from error
