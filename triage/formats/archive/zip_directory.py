"""The directory of a zip, held against the members' own headers: what is damaged set right, pieces found.

Where an entry and the header of its member differ, each is tried: the one by whose sizes and checksum the bytes unpack
is right. So the damage of one entry costs neither its member nor those beside it.
"""

from __future__ import annotations

import copy
import mmap
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from triage.core.budget import BROKEN
from triage.core.errors import EvidenceError
from triage.formats.archive.inflate import unpacked, unpacker

HEADER = struct.Struct("<4sHHHHHIIIHH")
END = struct.Struct("<4sHHHHIIH")
SIGN, END_SIGN = b"PK\x03\x04", b"PK\x05\x06"
OWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, 9}
"""Methods whose bytes are counted here, whatever the header says of them; 9 is Deflate64."""

_BLOCK = 1 << 16
_TAIL = 65_557
_LOCKED, _SIZES_BEHIND, _UTF_8 = 1, 8, 0x800
_IN_ZIP64 = 0xFFFFFFFF


class Header(NamedTuple):
    """A member's own header."""

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
        """Return the header at a place, of zeros where the file ends."""
        return cls(*HEADER.unpack(data[place : place + HEADER.size].ljust(HEADER.size, b"\0")))


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Return true for a folder; a member may have no name at all."""
    return info.filename.endswith("/")


def name_bytes(info: zipfile.ZipInfo) -> bytes:
    """Return the name as it is in the file.

    All without the flag of UTF-8 are read as code page 437, a letter a byte.
    """
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437", "ignore")


def stop(info: zipfile.ZipInfo) -> int:
    """Where a member ends, at least."""
    return info.header_offset + HEADER.size + len(name_bytes(info)) + info.compress_size


def is_split(data: Path) -> bool:
    """Return true for the last piece of a split zip: the end of its directory states that it is in a later piece."""
    with data.open("rb") as file:
        file.seek(max(0, data.stat().st_size - _TAIL))
        tail = file.read()
    at = tail.rfind(END_SIGN)
    return 0 <= at <= len(tail) - END.size and 0 < END.unpack_from(tail, at)[1] < 0xFFFF


def entries(
    archive: zipfile.ZipFile, data: mmap.mmap
) -> tuple[list[zipfile.ZipInfo], dict[zipfile.ZipInfo, str], bool]:
    """Return the entries, those whose member lies elsewhere with the reason, and whether any was mended."""
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
    """Return true if a member's own header is where the directory says.

    Where two do say so, that of its name.
    """
    at = info.header_offset
    if at < 0 or data[at : at + 4] != SIGN:
        return False
    own = data[at + HEADER.size : at + HEADER.size + Header.at(data, at).name]
    return not by_name or own == name_bytes(info)


def _in_pieces(infos: list[zipfile.ZipInfo], data: mmap.mmap, directory: int) -> list[zipfile.ZipInfo]:
    """Entries of a split zip that was put together: places are told from the beginning of each piece."""
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
    """Return the entry itself, or what its member's own header says where by that alone the bytes unpack."""
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
    """Return a copy of the entry with what the header says."""
    made = copy.copy(info)
    made.flag_bits, made.compress_type = own.flags, own.method
    if has_sizes:
        made.compress_size, made.file_size, made.CRC = own.packed, own.size, own.check
    return made


def _holds(data: mmap.mmap, info: zipfile.ZipInfo) -> bool:
    """Return true if the member unpacks to as many bytes as the entry says, with its checksum."""
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
