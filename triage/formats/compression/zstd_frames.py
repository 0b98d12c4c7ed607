"""Walk zstandard frames by their headers, to find whether the last is complete and what follows it.

The library takes the end of a file for the end of a frame, so that a truncated stream looks complete. RFC 8878 §3.1.
"""

from __future__ import annotations

import os
import struct
from typing import IO

SIGN = b"\x28\xb5\x2f\xfd"
SKIPPED = tuple(bytes([kind]) + b"\x2a\x4d\x18" for kind in range(0x50, 0x60))
"""Magic numbers of skippable frames, which hold nothing of the stream, in zstandard and lz4."""

_HEADER = 18
_CHECKSUM = 4


def behind_skipped(head: bytes) -> bytes:
    """Return the head from its first frame that is not skippable."""
    while head.startswith(SKIPPED) and len(head) >= 8:
        head = head[8 + struct.unpack_from("<I", head, 4)[0] :]
    return head


def ending(file: IO[bytes]) -> str:
    """Return the reason for a bad end of the frames: "" if the last one ends with the file."""
    size = file.seek(0, os.SEEK_END)
    at = 0
    while at < size:
        file.seek(at)
        head = file.read(_HEADER)
        if head.startswith(SKIPPED) and len(head) >= 8:
            at += 8 + struct.unpack_from("<I", head, 4)[0]
        elif head.startswith(SIGN):
            at = _behind_frame(file, at, head)
        else:
            return "damaged_container" if SIGN.startswith(head) else "garbage_behind_the_stream"
    return "" if at == size else "damaged_container"


def _behind_frame(file: IO[bytes], at: int, head: bytes) -> int:
    """Return the offset after a frame; an offset after the file if it cannot be found."""
    import zstandard  # noqa: PLC0415 - only for this kind

    nowhere = file.seek(0, os.SEEK_END) + 1
    try:
        place = at + zstandard.frame_header_size(head)
    except zstandard.ZstdError:
        return nowhere
    is_last = False
    while not is_last:
        file.seek(place)
        block = file.read(3)
        if len(block) < 3:
            return nowhere
        word = int.from_bytes(block, "little")
        is_last, kind, size = bool(word & 1), word >> 1 & 3, word >> 3
        place += 3 + (1 if kind == 1 else size)  # one byte that is repeated
    return place + (_CHECKSUM if head[4] & 4 else 0)
