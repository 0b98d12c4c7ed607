"""Decompress one member of an lzip file: a header, raw LZMA, a trailer; same interface as the standard library."""

from __future__ import annotations

import lzma
import zlib

SIGN = b"LZIP\1"

_HEAD, _TRAILER = 6, 20
_LARGEST = 1 << 27


class LzipDecompressor:
    """A decompressor with `decompress`, `eof`, `needs_input` and `unused_data`, like `lzma.LZMADecompressor`."""

    def __init__(self) -> None:
        self.eof, self.unused_data = False, b""
        self._machine: lzma.LZMADecompressor | None = None
        self._kept, self._check = b"", 0

    @property
    def needs_input(self) -> bool:
        """Return true if more input is needed for more output."""
        return self._machine is None or self._machine.eof or self._machine.needs_input

    def decompress(self, block: bytes, most: int = -1) -> bytes:
        """Return the decompressed bytes, at most `most` at once.

        Raises `lzma.LZMAError` for damage, also for a wrong checksum.
        """
        if self._machine is None:
            self._kept += block
            if len(self._kept) < _HEAD:
                return b""
            self._machine, block, self._kept = _machine(self._kept[5]), self._kept[_HEAD:], b""
        piece = b""
        if not self._machine.eof:
            piece = self._machine.decompress(block, most)
            self._check = zlib.crc32(piece, self._check)
            block = self._machine.unused_data
        if self._machine.eof:
            self._end(block)
        return piece

    def _end(self, block: bytes) -> None:
        """Check the trailer: a checksum, and the sizes of the content and of the member."""
        self._kept += block
        if len(self._kept) >= _TRAILER:
            self.eof, self.unused_data = True, self._kept[_TRAILER:]
            if int.from_bytes(self._kept[:4], "little") != self._check:
                raise lzma.LZMAError("the checksum of the member is wrong")


def _machine(coded: int) -> lzma.LZMADecompressor:
    """Return the decompressor for a dictionary size coded in one byte: a power of two minus sixteenths of it."""
    base = 1 << min(coded & 31, 31)
    size = base - base // 16 * (coded >> 5)
    if not 1 << 12 <= size <= _LARGEST:
        raise lzma.LZMAError("no size of a dictionary")
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": 3, "lp": 0, "pb": 2}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
