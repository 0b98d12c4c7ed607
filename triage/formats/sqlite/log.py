"""Logs of SQLite: check if one has its database beside it, and restore the pages of one that was seized alone.

Source: sqlite.org/walformat.html and sqlite.org/fileformat2.html (rollback journal).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from triage.core.errors import EvidenceError

SIGNATURE = b"SQLite format 3\0"
_WAL = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_INDEX = (b"\x18\xe2\x2d\x00", b"\x00\x2d\xe2\x18")
"""The version at the beginning of a log's index, in either byte order."""

_ENDINGS = ("-wal", "-shm", "-journal")
_MOST_PAGES = 1 << 26
_SECTOR, _FRAME, _HEAD = 512, 24, 28
"""Bytes of a sector, of a frame's head, and of the shorter of the heads of a log up to its page size."""


def is_log(head: bytes, name: str) -> bool:
    """Return true for a log of either kind, or the index of one."""
    return head.startswith((*_WAL, _JOURNAL)) or is_index(head, name)


def is_one(data: Path) -> bool:
    """Return true for a file that is a log of either kind."""
    with data.open("rb") as file:
        return file.read(len(_JOURNAL)).startswith((*_WAL, _JOURNAL))


def is_index(head: bytes, name: str) -> bool:
    """Return true for the index of a log, which holds no content of tables."""
    return name.endswith(_ENDINGS[1]) and head.startswith(_INDEX)


def has_database(data: Path) -> bool:
    """Return true for a log that has its database beside it."""
    ending = next((each for each in _ENDINGS if data.name.endswith(each)), "")
    main = data.with_name(data.name.removesuffix(ending))
    if not ending or not main.is_file() or main.is_symlink():
        return False
    with main.open("rb") as file:
        return file.read(len(SIGNATURE)) == SIGNATURE


def as_database(log: Path, target: Path) -> None:
    """Write the pages of a log to their offsets in a database file; pages that the log lacks stay empty.

    Without its first page there is no catalogue: its rows are then of no known table. Raises `EvidenceError` for a log
    without pages.
    """
    with log.open("rb") as file, target.open("wb") as out:
        head = file.read(_SECTOR)
        if len(head) < _HEAD:
            raise EvidenceError("damaged_database")
        is_wal = head.startswith(_WAL)
        (size,) = struct.unpack_from(">I", head, 8 if is_wal else 24)
        if size < _SECTOR or size > 1 << 16 or size & (size - 1):
            raise EvidenceError("damaged_database")
        out.write(_first_page(size))
        count = 0
        for number, page in _frames(file, size, head[16:24]) if is_wal else _records(file, size, head):
            if 1 <= number <= _MOST_PAGES:
                out.seek((number - 1) * size)
                out.write(page)
                count += 1
    if not count:
        raise EvidenceError("empty", "no pages")


def _first_page(size: int) -> bytes:
    """Return a first page that states the page size, with an empty catalogue."""
    head = SIGNATURE + struct.pack(">HBBBBBB", 1 if size == 1 << 16 else size, 1, 1, 0, 64, 32, 32)
    head = head.ljust(44, b"\0") + struct.pack(">IIII", 4, 0, 0, 1)
    return (head.ljust(100, b"\0") + struct.pack(">BHHHB", 0x0D, 0, 0, size & 0xFFFF, 0)).ljust(size, b"\0")


def _frames(file: IO[bytes], size: int, salt: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (number, bytes) of the pages of a write-ahead log that belong to its last run."""
    file.seek(32)
    while len(head := file.read(_FRAME)) == _FRAME and len(page := file.read(size)) == size:
        if head[8:16] == salt:
            yield int.from_bytes(head[:4], "big"), page


def _records(file: IO[bytes], size: int, head: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (number, bytes) of the pages of a rollback journal, as they were before the change."""
    file.seek(max(_SECTOR, int.from_bytes(head[20:24], "big")))
    while len(number := file.read(4)) == 4 and len(page := file.read(size)) == size:
        yield int.from_bytes(number, "big"), page
        file.seek(4, 1)
