"""Check the directory of a zip against the members' own headers, and correct damaged entries.

If an entry and its member's header differ, both are tried: the one with whose sizes and checksum the bytes decompress
is right. So a damaged entry costs neither its own member nor the neighbours.
"""

from __future__ import annotations

import copy
import mmap
import struct
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from triage.core.budget import BROKEN
from triage.core.errors import EvidenceError
from triage.formats.archive.inflate import unpacked, unpacker

HEADER = struct.Struct("<4sHHHHHIIIHH")
END = struct.Struct("<4sHHHHIIH")
SIGN, END_SIGN = b"PK\x03\x04", b"PK\x05\x06"
OWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, 9}
"""Methods whose bytes are decompressed and counted here, whatever the header states; 9 is Deflate64."""

_BLOCK = 1 << 16
_TAIL = 65_557
_LOCKED, _SIZES_BEHIND, _UTF_8 = 1, 8, 0x800
_IN_ZIP64 = 0xFFFFFFFF


class Header(NamedTuple):
    """The local header of a member."""

    sign: bytes
    version: int
    flags: int
    method: int
    time: int
    date: int
    check: int
    packed: int
    size: int
    name: int
    extra: int

    @classmethod
    def at(cls, data: mmap.mmap, place: int) -> Header:
        """Return the header at an offset, filled with zeros at the end of the file."""
        return cls(*HEADER.unpack(data[place : place + HEADER.size].ljust(HEADER.size, b"\0")))


_NO_YEAR = 1980
"""The year of an archive that states no time."""


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Return true for a folder."""
    return info.filename.endswith("/")


def written_ns(info: zipfile.ZipInfo) -> int:
    """Return when the directory says that a member was last written, in nanoseconds; 0 if it does not.

    The time is that of the clock and zone of whoever made the archive, and can be set by hand.
    """
    try:
        told = datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return 0
    return int(told.timestamp()) * 10**9 if told.year > _NO_YEAR else 0


def name_bytes(info: zipfile.ZipInfo) -> bytes:
    """Return the name as the bytes in the file.

    Names without the UTF-8 flag are read as code page 437, one byte per character.
    """
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437", "ignore")


def stop(info: zipfile.ZipInfo) -> int:
    """Return the offset at which a member ends at the earliest."""
    return info.header_offset + HEADER.size + len(name_bytes(info)) + info.compress_size


def is_split(data: Path) -> bool:
    """Return true for the last volume of a split zip, whose end record states that the directory starts elsewhere."""
    with data.open("rb") as file:
        file.seek(max(0, data.stat().st_size - _TAIL))
        tail = file.read()
    at = tail.rfind(END_SIGN)
    return 0 <= at <= len(tail) - END.size and 0 < END.unpack_from(tail, at)[1] < 0xFFFF


def entries(
    archive: zipfile.ZipFile, data: mmap.mmap
) -> tuple[list[zipfile.ZipInfo], dict[zipfile.ZipInfo, str], bool]:
    """Return the entries, those whose member is elsewhere with the reason, and whether any entry was corrected."""
    infos = archive.infolist()
    if any(info.volume for info in infos):
        infos = _in_pieces(infos, data, archive.start_dir)
    shared = Counter(info.header_offset for info in infos)
    found, lost, is_wrong = list[zipfile.ZipInfo](), dict[zipfile.ZipInfo, str](), False
    for info in infos:
        right = info
        if not is_folder(info):
            is_shared = shared[info.header_offset] > 1
            if not _is_at(data, info, by_name=is_shared):
                lost[info] = "overlapping_members" if is_shared else "damaged_container"
            else:
                right = _right(data, info)
                is_wrong = is_wrong or right is not info
        found.append(right)
    return found, lost, is_wrong


def _is_at(data: mmap.mmap, info: zipfile.ZipInfo, *, by_name: bool) -> bool:
    """Return true if a member's own header is where the directory states.

    If two entries state the same offset, the name in the header decides.
    """
    at = info.header_offset
    if at < 0 or data[at : at + 4] != SIGN:
        return False
    own = data[at + HEADER.size : at + HEADER.size + Header.at(data, at).name]
    return not by_name or own == name_bytes(info)


def _in_pieces(infos: list[zipfile.ZipInfo], data: mmap.mmap, directory: int) -> list[zipfile.ZipInfo]:
    """Return the entries of a joined split zip with offsets from its start: theirs count from each volume's start."""
    at = data.rfind(END_SIGN)
    before = directory - END.unpack_from(data, at)[6]  # what zipfile has added to each place
    starts: dict[int, int] = {0: 0}
    placed, last = {}, 0
    for info in sorted(infos, key=lambda each: (each.volume, each.header_offset)):
        inside = info.header_offset - before
        if info.volume not in starts:
            own = name_bytes(info)
            place = data.find(SIGN, last)
            while place >= 0 and data[place + HEADER.size : place + HEADER.size + len(own)] != own:
                place = data.find(SIGN, place + 4)
            starts[info.volume] = place - inside
        moved = copy.copy(info)
        moved.header_offset = starts[info.volume] + inside
        placed[info] = moved
        last = max(last, moved.header_offset + 1)
    return [placed[info] for info in infos]


def _right(data: mmap.mmap, info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return the entry itself, or one corrected by the member's own header if only with that the bytes decompress."""
    own = Header.at(data, info.header_offset)
    has_sizes = not own.flags & _SIZES_BEHIND and _IN_ZIP64 not in {own.packed, own.size}
    is_locked = (own.flags ^ info.flag_bits) & _LOCKED
    differs = (own.packed, own.check) != (info.compress_size, info.CRC)
    if not is_locked and own.method == info.compress_type and not (has_sizes and differs):
        return info
    plain = [_as_told(info, own, has_sizes=False)] if is_locked and not has_sizes else []
    tried = [info, *([_as_told(info, own, has_sizes=True)] if has_sizes else plain)]
    tried.sort(key=lambda each: each.compress_size)  # the bytes after a member do not harm it, those missing do
    return next((each for each in tried if not each.flag_bits & _LOCKED and _holds(data, each)), info)


def _as_told(info: zipfile.ZipInfo, own: Header, *, has_sizes: bool) -> zipfile.ZipInfo:
    """Return a copy of the entry with the values of the header."""
    made = copy.copy(info)
    made.flag_bits, made.compress_type = own.flags, own.method
    if has_sizes:
        made.compress_size, made.file_size, made.CRC = own.packed, own.size, own.check
    return made


def _holds(data: mmap.mmap, info: zipfile.ZipInfo) -> bool:
    """Return true if the member decompresses to the size and checksum of the entry."""
    if info.compress_type not in OWN:
        return False
    own, size, check = Header.at(data, info.header_offset), 0, 0
    start = info.header_offset + HEADER.size + own.name + own.extra
    unpack: Any = unpacker(info.compress_type)
    try:
        for at in range(start, start + info.compress_size, _BLOCK):
            for piece in unpacked(unpack, data[at : min(at + _BLOCK, start + info.compress_size)]):
                size, check = size + len(piece), zlib.crc32(piece, check)
                if size > info.file_size:
                    return False
    except (EvidenceError, *BROKEN):
        return False
    return size == info.file_size and check == info.CRC
