"""One member of an lzip file, unpacked as the decompressors of the standard library do: a head, raw LZMA, a trailer."""

from __future__ import annotations

import lzma
import zlib

SIGN = b"LZIP\1"

_HEAD, _TRAILER = 6, 20
_LARGEST = 1 << 27


class LzipDecompressor:
    """`decompress`, `eof`, `needs_input` and `unused_data`, as `lzma.LZMADecompressor` has them."""

    def __init__(self) -> None:
        self.eof, self.unused_data = False, b""
        self._machine: lzma.LZMADecompressor | None = None
        self._kept, self._check = b"", 0

    @property
    def needs_input(self) -> bool:
        """True if nothing more comes without more bytes."""
        return self._machine is None or self._machine.eof or self._machine.needs_input

    def decompress(self, block: bytes, most: int = -1) -> bytes:
        """Return what these bytes give, `most` bytes at once.

        Raises `lzma.LZMAError` for damage, also of the checksum.
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
        """Check the trailer: a checksum, and the sizes of the text and of the member."""
        self._kept += block
        if len(self._kept) >= _TRAILER:
            self.eof, self.unused_data = True, self._kept[_TRAILER:]
            if int.from_bytes(self._kept[:4], "little") != self._check:
                raise lzma.LZMAError("the checksum of the member is wrong")


def _machine(coded: int) -> lzma.LZMADecompressor:
    """Return the decompressor for a dictionary whose size is coded in a byte.

    A power of two less some sixteenths of it.
    """
    base = 1 << min(coded & 31, 31)
    size = base - base // 16 * (coded >> 5)
    if not 1 << 12 <= size <= _LARGEST:
        raise lzma.LZMAError("no size of a dictionary")
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": 3, "lp": 0, "pb": 2}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
