"""What no library packs."""

from __future__ import annotations

import lzma
import struct
import zlib


def in_lzip(data: bytes) -> bytes:
    """One member of lzip."""
    packer = lzma.LZMACompressor(
        lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 3, "lp": 0, "pb": 2}]
    )
    body = b"LZIP\1\x14" + packer.compress(data) + packer.flush()
    return body + struct.pack("<IQQ", zlib.crc32(data), len(data), len(body) + 20)
