"""The smallest OLE file with a summary, as Excel 97 keeps it: header, table of sectors, directory and one stream."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

_END, _FAT, _FREE, _SECTOR = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 512
_STREAM = 4096
"""The smallest stream that lies in sectors of its own."""


def summary_file(year: int) -> bytes:
    """Return a file whose summary says that it was last saved on 7 June of a year."""
    ticks = int((datetime(year, 6, 7, 12, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
    section = struct.pack("<IIIIIQ", 28, 1, 13, 16, 0x40, ticks)
    format_id = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    stream = struct.pack("<HHI16sI16sI", 0xFFFE, 0, 2, bytes(16), 1, format_id, 48) + section
    sectors = _STREAM // _SECTOR
    fat = [_FAT, _END, *range(3, 2 + sectors), _END]
    sign, numbers = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (0, 1, 1, 0, _STREAM, _END, 0, _END, 0, 0)
    header = struct.pack("<8s16sHHHHH6s10I", sign, bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), *numbers)
    header += struct.pack("<I", _FREE) * 108
    table = b"".join(struct.pack("<I", each) for each in fat).ljust(_SECTOR, b"\xff")
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("\x05SummaryInformation", 2, _FREE, 2, _STREAM)
    return header + table + folder.ljust(_SECTOR, b"\0") + stream.ljust(_STREAM, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", raw, len(raw) + 2, kind, 1, _FREE, _FREE, child, bytes(16), 0, 0, 0, start, size
    )
