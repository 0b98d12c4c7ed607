"""Open zip archives: check every member's size and checksum, and recover members if the directory is lost."""

from __future__ import annotations

import mmap
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from triage.core.budget import BROKEN, Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats import office_kind
from triage.formats.archive import volumes
from triage.formats.archive.inflate import unpacked, unpacker
from triage.formats.archive.zip_directory import (
    END,
    END_SIGN,
    HEADER,
    OWN,
    SIGN,
    Header,
    entries,
    is_folder,
    is_split,
    stop,
    written_ns,
)

FORMAT = Format(
    name="zip_archive",
    title="Zip (also APK, JAR)",
    library="zipfile, zlib, pyzipper for AES, libarchive for rare methods",
    how="spooled",
    limits="a password only from the password file",
    accounting="members by what they truly unpack to; overlaps, links, lies and lost directories are reasons",
)

_BLOCK = 1 << 16
_TAIL = 65_557
_DESCRIPTOR = 24
_SIGNED, _SIGNING_BLOCK = b"APK Sig Block 42", "META-INF/(APK Signing Block)"
"""The end of the signing block of an Android package, and the name of the member that it is given as."""

_OVERLAP = 2
"""Bytes by which members may overlap: some programs count their data descriptors this way."""


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for a zip that is not an office document."""
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")):
        return Claim.NONE
    return Claim.NONE if office_kind.kind(head, name) else Claim.CONTENT


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim CONTENT for a zip that follows other bytes, such as a self-extracting program."""
    size = data.stat().st_size
    with data.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        at = tail.rfind(END_SIGN)
        if head.startswith(b"PK") or at < 0 or len(tail) - at < END.size:
            return Claim.NONE
        fields = END.unpack_from(tail, at)
        file.seek(max(0, size - len(tail) + at - fields[5]))
        return Claim.CONTENT.when(at + END.size + fields[7] == len(tail) and file.read(4) == b"PK\x01\x02")


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield every member in the order of the directory, or by the members' own headers if the directory is damaged."""
    if not container.members and is_split(container.data) and container.data.suffix.lower() == ".zip":
        if not (missing := volumes.missing_of_zip(container.data)):
            yield spool.unread("(all members)", volumes.WITH_FIRST)
            return
        yield volumes.lacks(spool, missing)
    try:
        archive = zipfile.ZipFile(container.data)
    except BROKEN:
        yield from _saved(container, spool, {}, {})
        return
    with archive, container.data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        infos, lost, is_wrong = entries(archive, data)
        there = [info for info in infos if not is_folder(info) and info not in lost]
        overlapping = _overlapping(there)
        for info in there:
            for each in _member(archive, info, spool, is_overlapping=info.header_offset in overlapping):
                yield replace(each, mtime_ns=written_ns(info))
        if not overlapping and not lost:
            yield from _between(data, spool, infos, archive.start_dir)
    if lost:
        known = {info.header_offset: stop(info) for info in infos if info not in lost}
        yield from _saved(container, spool, known, {info.filename: reason for info, reason in lost.items()})
    elif is_wrong:
        yield spool.unread("(the directory of members)", "damaged_container")


def _between(data: mmap.mmap, spool: Spool, infos: list[zipfile.ZipInfo], directory: int) -> Iterator[Evidence]:
    """Yield bytes that belong to no member of the directory: hidden members, programs before, anything after."""
    at = data.rfind(END_SIGN)
    ending = at + END.size + END.unpack_from(data, at)[7] if 0 <= at <= len(data) - END.size else len(data)
    end = 0
    for start, past in sorted([*(_range(data, info) for info in infos), (directory, ending), (len(data), len(data))]):
        if start > end and data[max(end, start - len(_SIGNED)) : start] == _SIGNED:
            yield from spool.take(_SIGNING_BLOCK, _pieces(data, end, start))
        elif start > end and not _is_padding(data, end, start):
            if data.find(SIGN, end, start) >= 0:
                yield from _headed(spool, data, (end, start), {}, Counter())
            else:
                yield from spool.take(f"(bytes {end} to {start})", _pieces(data, end, start))
        end = max(end, past)


def _range(data: mmap.mmap, info: zipfile.ZipInfo) -> tuple[int, int]:
    """Return the offsets where a member, with its own header, starts and stops."""
    own = Header.at(data, info.header_offset)
    return info.header_offset, info.header_offset + HEADER.size + own.name + own.extra + info.compress_size


def _is_padding(data: mmap.mmap, start: int, stop: int) -> bool:
    """Return true for data descriptors, and zero bytes that align members."""
    if stop - start <= _DESCRIPTOR and (data[start : start + 2] == b"PK" or stop - start in {12, 20}):
        return True
    return not any(piece.strip(b"\0") for piece in _pieces(data, start, stop))


def _pieces(data: mmap.mmap, start: int, stop: int) -> Iterator[bytes]:
    return (data[at : min(at + _BLOCK, stop)] for at in range(start, stop, _BLOCK))


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Return the offsets of members that share bytes with another member."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    shared: set[int] = set()
    end, last = 0, -1
    for info in ordered:
        if info.header_offset < end - _OVERLAP:
            shared |= {info.header_offset, last}
        if stop(info) > end:
            end, last = stop(info), info.header_offset
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
    elif info.compress_type in OWN:
        yield from spool.take(info.filename, _raw(spool.container.data, info))
    elif info.compress_type in {zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}:
        yield from spool.take(info.filename, _opened(archive, info))
    else:
        yield from _by_libarchive(info, spool)


def _raw(data: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the decompressed bytes of a member, whatever size its header states.

    Raises `EvidenceError` "size_lie" or "damaged_container" after the last byte if size or checksum differ.
    """
    with data.open("rb") as file:
        file.seek(info.header_offset)
        head = file.read(HEADER.size)
        if len(head) < HEADER.size or head[:4] != SIGN:
            raise EvidenceError("damaged_container")
        own = Header(*HEADER.unpack(head))
        file.seek(own.name + own.extra, 1)
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
    """Yield an encrypted member, decrypted with the first password that fits, or unread."""
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
    """Yield a member whose method zipfile does not support."""
    from triage.formats.archive import libarchive  # noqa: PLC0415 - it loads a library of the system

    if libarchive.missing():
        yield spool.unread(info.filename, f"unsupported:zip_method_{info.compress_type}")
        return
    yield from libarchive.one(spool, info.filename)


def _saved(
    container: Evidence, spool: Spool, known: Mapping[int, int], missed: Mapping[str, str]
) -> Iterator[Evidence]:
    """Yield members found by their own headers, except known ones (start -> stop), and an unread directory.

    Names in `missed` that are not found are yielded unread too, each with its reason.
    """
    missing = Counter(list(missed))
    with container.data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield from _headed(spool, data, (0, len(data)), known, missing)
    for name in sorted(missing.keys() & set(missed)):
        if missing[name] > 0:
            yield spool.unread(name, missed[name])
    yield spool.unread("(the directory of members)", "damaged_container")


def _headed(
    spool: Spool, data: mmap.mmap, place: tuple[int, int], known: Mapping[int, int], missing: Counter[str]
) -> Iterator[Evidence]:
    """Yield members in a byte range by their own headers, except known ones; each is subtracted from `missing`."""
    at, end = data.find(SIGN, *place), place[1]
    while at >= 0:
        if at in known:
            at = data.find(SIGN, max(known[at], at + 4), end)
            continue
        own = Header.at(data, at)
        start = at + HEADER.size + own.name + own.extra
        name = data[at + HEADER.size : at + HEADER.size + own.name].decode("utf-8", "surrogateescape")
        missing[name] -= 1
        following = data.find(SIGN, max(start + own.packed, at + 4), end)
        if own.flags & 1:
            yield spool.unread(name, "encrypted")
        elif own.method in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} and name and not name.endswith("/"):
            last = start + own.packed if own.packed else (following if following >= 0 else end)
            yield from spool.take(name, _found(data, (start, min(last, end)), own.method, own.size))
        elif not name.endswith("/"):
            yield spool.unread(name or "(no name)", "damaged_container")
        at = following


def _found(data: mmap.mmap, place: tuple[int, int], method: int, size_bytes: int) -> Iterator[bytes]:
    """Yield the bytes of a member in [start, stop). Raises `EvidenceError` if they end too soon."""
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
