"""Zip archives: own checks first, every byte of a member counted, and members saved where the directory is lost."""

from __future__ import annotations

import mmap
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from triage import package
from triage.errors import EvidenceError
from triage.find.budget import BROKEN, Spool
from triage.find.inflate import unpacked, unpacker
from triage.formats import Format
from triage.model import Evidence

FORMAT = Format(
    title="Zip (also APK, JAR)",
    library="zipfile, zlib, pyzipper for AES, libarchive for rare methods",
    how="spooled",
    limits="no split archives; a password only from the password file",
    accounting="members by what they truly unpack to; overlaps, links, lies and lost directories are reasons",
)

_BLOCK = 1 << 16
_DEFLATE64 = 9
_OWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, _DEFLATE64}
"""Methods whose bytes are counted here, whatever the header says of them."""

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_END = struct.Struct("<4sHHHHIIH")
_TAIL = 65_557
_DESCRIPTOR = 24
_UTF_8 = 0x800
"""The flag of a member whose name is in UTF-8; all others are read as code page 437, a letter a byte."""

_OVERLAP = 2
"""Bytes by which members may overlap: some programs count their descriptors so."""


def opens(head: bytes, name: str) -> int:
    """2 for a zip that is no document, 0 else."""
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")):
        return 0
    return 0 if package.kind(head, name) else 2


def opens_file(data: Path, head: bytes) -> int:
    """1 for a zip that stands behind something else, such as the program that unpacks it."""
    size = data.stat().st_size
    with data.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if head.startswith(b"PK") or at < 0 or len(tail) - at < _END.size:
            return 0
        fields = _END.unpack_from(tail, at)
        file.seek(max(0, size - len(tail) + at - fields[5]))
        return int(at + _END.size + fields[7] == len(tail) and file.read(4) == b"PK\x01\x02")


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Every member, in the order of the directory; from its own headers where the directory is lost or points wrong."""
    try:
        archive = zipfile.ZipFile(container.data)
    except BROKEN:
        yield from _saved(container, spool, {}, ())
        return
    with archive, container.data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        infos = archive.infolist()
        lost = {info for info in infos if not _is_folder(info) and not _is_at(data, info)}
        overlapping = _overlapping([info for info in infos if info not in lost])
        for info in infos:
            if not _is_folder(info) and info not in lost:
                yield from _member(archive, info, spool, is_overlapping=info.header_offset in overlapping)
        if not overlapping and not lost:
            yield from _between(data, spool, infos, archive.start_dir)
    if lost:
        known = {info.header_offset: _stop(info) for info in infos if info not in lost}
        yield from _saved(container, spool, known, [info.filename for info in lost])


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """True for a folder; a member may have no name at all."""
    return info.filename.endswith("/")


def _is_at(data: mmap.mmap, info: zipfile.ZipInfo) -> bool:
    """True where a member's own header stands where the directory says."""
    return info.header_offset >= 0 and data[info.header_offset : info.header_offset + 4] == b"PK\x03\x04"


def _stop(info: zipfile.ZipInfo) -> int:
    """Where a member ends, at least."""
    codec = "utf-8" if info.flag_bits & _UTF_8 else "cp437"
    return info.header_offset + _LOCAL.size + len(info.orig_filename.encode(codec, "ignore")) + info.compress_size


def _between(data: mmap.mmap, spool: Spool, infos: list[zipfile.ZipInfo], directory: int) -> Iterator[Evidence]:
    """What belongs to no member of the directory: hidden members, programs before, anything behind."""
    at = data.rfind(b"PK\x05\x06")
    ending = at + _END.size + _END.unpack_from(data, at)[7] if 0 <= at <= len(data) - _END.size else len(data)
    end = 0
    for start, stop in sorted([*(_range(data, info) for info in infos), (directory, ending), (len(data), len(data))]):
        if start > end and not _is_padding(data, end, start):
            if data.find(b"PK\x03\x04", end, start) >= 0:
                yield from _headed(spool, data, (end, start), {}, Counter())
            else:
                yield from spool.take(f"(bytes {end} to {start})", _pieces(data, end, start))
        end = max(end, stop)


def _range(data: mmap.mmap, info: zipfile.ZipInfo) -> tuple[int, int]:
    """Where a member stands, with its own header."""
    fields = _header(data, info.header_offset)
    return info.header_offset, info.header_offset + _LOCAL.size + fields[9] + fields[10] + info.compress_size


def _header(data: mmap.mmap, at: int) -> tuple[Any, ...]:
    return _LOCAL.unpack(data[at : at + _LOCAL.size].ljust(_LOCAL.size, b"\0"))


def _is_padding(data: mmap.mmap, start: int, stop: int) -> bool:
    """True for descriptors, for blanks that put members in place, and for the signature of an Android package."""
    is_descriptor = stop - start <= _DESCRIPTOR and (data[start : start + 2] == b"PK" or stop - start in {12, 20})
    if is_descriptor or data[max(start, stop - 16) : stop] == b"APK Sig Block 42":
        return True
    return not any(piece.strip(b"\0") for piece in _pieces(data, start, stop))


def _pieces(data: mmap.mmap, start: int, stop: int) -> Iterator[bytes]:
    return (data[at : min(at + _BLOCK, stop)] for at in range(start, stop, _BLOCK))


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Offsets of members that share bytes with another one."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    shared: set[int] = set()
    end, last = 0, -1
    for info in ordered:
        if info.header_offset < end - _OVERLAP:
            shared |= {info.header_offset, last}
        if _stop(info) > end:
            end, last = _stop(info), info.header_offset
    return shared


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, spool: Spool, *, is_overlapping: bool
) -> Iterator[Evidence]:
    mode = info.external_attr >> 16
    if is_overlapping:
        yield spool.unread(info.filename, "overlapping_members")
    elif stat.S_ISLNK(mode):
        yield spool.unread(info.filename, "link")
    elif info.flag_bits & 1:
        yield from _locked(info, spool)
    elif info.compress_type in _OWN:
        yield from spool.take(info.filename, _raw(spool.container.data, info))
    elif info.compress_type in {zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}:
        yield from spool.take(info.filename, _opened(archive, info))
    else:
        yield from _by_libarchive(info, spool)


def _raw(data: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member as they unpack, whatever its header says of their number.

    Raises `EvidenceError` "size_lie" or "damaged_container" behind the last byte where number or checksum differ.
    """
    with data.open("rb") as file:
        file.seek(info.header_offset)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
            raise EvidenceError("damaged_container")
        fields = _LOCAL.unpack(head)
        file.seek(fields[9] + fields[10], 1)
        unpack = unpacker(info.compress_type)
        size, check, left = 0, 0, info.compress_size
        while left and (block := file.read(min(_BLOCK, left))):
            left -= len(block)
            for piece in unpacked(unpack, block):
                size += len(piece)
                check = zlib.crc32(piece, check)
                yield piece
    if size != info.file_size:
        raise EvidenceError("damaged_container" if left else "size_lie")
    if check != info.CRC:
        raise EvidenceError("damaged_container")


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _locked(info: zipfile.ZipInfo, spool: Spool) -> Iterator[Evidence]:
    """A member with a password: with the first that fits, or unread."""
    for password in spool.passwords:
        try:
            next(_unlocked(spool.container.data, info.filename, password), b"")
        except (*BROKEN, KeyError):
            continue
        yield from spool.take(info.filename, _unlocked(spool.container.data, info.filename, password))
        return
    yield spool.unread(info.filename, "encrypted", 0)


def _unlocked(data: Path, name: str, password: bytes) -> Iterator[bytes]:
    import pyzipper  # noqa: PLC0415 - only for locked members

    with pyzipper.AESZipFile(data) as archive, archive.open(name, pwd=password) as file:
        while block := file.read(_BLOCK):
            yield block


def _by_libarchive(info: zipfile.ZipInfo, spool: Spool) -> Iterator[Evidence]:
    """A member whose method zipfile does not know."""
    from triage.find import archives  # noqa: PLC0415 - it loads a library of the system

    if archives.missing():
        yield spool.unread(info.filename, f"unsupported:zip_method_{info.compress_type}")
        return
    yield from archives.one(spool, info.filename)


def _saved(container: Evidence, spool: Spool, known: Mapping[int, int], missed: Sequence[str]) -> Iterator[Evidence]:
    """Members found by their own headers but those known (start -> stop), and the word that the directory is wrong.

    Of the missed names those that are not found are said too.
    """
    missing = Counter(missed)
    with container.data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield from _headed(spool, data, (0, len(data)), known, missing)
    for name in sorted(missing.keys() & set(missed)):
        if missing[name] > 0:
            yield spool.unread(name, "damaged_container")
    yield spool.unread("(the directory of members)", "damaged_container")


def _headed(
    spool: Spool, data: mmap.mmap, place: tuple[int, int], known: Mapping[int, int], missing: Counter[str]
) -> Iterator[Evidence]:
    """Members in a range by their own headers, but those known; each is taken from the names that are missing."""
    at, end = data.find(b"PK\x03\x04", *place), place[1]
    while at >= 0:
        if at in known:
            at = data.find(b"PK\x03\x04", max(known[at], at + 4), end)
            continue
        fields = _header(data, at)
        start = at + _LOCAL.size + fields[9] + fields[10]
        name = data[at + _LOCAL.size : at + _LOCAL.size + fields[9]].decode("utf-8", "surrogateescape")
        missing[name] -= 1
        following = data.find(b"PK\x03\x04", max(start + fields[7], at + 4), end)
        if fields[2] & 1:
            yield spool.unread(name, "encrypted")
        elif fields[3] in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} and name and not name.endswith("/"):
            stop = start + fields[7] if fields[7] else (following if following >= 0 else end)
            yield from spool.take(name, _found(data, (start, min(stop, end)), fields[3], fields[8]))
        elif not name.endswith("/"):
            yield spool.unread(name or "(no name)", "damaged_container")
        at = following


def _found(data: mmap.mmap, place: tuple[int, int], method: int, size_bytes: int) -> Iterator[bytes]:
    """The bytes of a member in [start, stop); raises `EvidenceError` where they end too soon."""
    start, stop = place
    unpack = unpacker(method)
    size = 0
    for at in range(start, stop, _BLOCK):
        for piece in unpacked(unpack, data[at : min(at + _BLOCK, stop)]):
            size += len(piece)
            yield piece
        if unpack is not None and unpack.eof:
            return
    if unpack is not None or size < size_bytes:
        raise EvidenceError("damaged_container")
