"""Open archives with libarchive (tar, 7z, RAR, ISO 9660, cpio, cabinet, ar, LHA); 7z with a password with py7zr."""

from __future__ import annotations

import ctypes
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from triage.core.budget import BROKEN, Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.core.plurals import count_of
from triage.formats.archive import rar_headers, volumes

FORMAT = Format(
    name="archives",
    title="tar, 7z, RAR, ISO 9660, cpio, cabinet, ar, LHA",
    library="libarchive; py7zr for 7z with a password or a rare method",
    how="spooled",
    limits="no RAR with a password; volumes of a RAR are joined where they lie in one folder or container",
    accounting="every member; links and devices are named and never followed; damage is a reason where it stands",
)

_BLOCK = 1 << 16
_SIGNS = (
    (0, b"7z\xbc\xaf\x27\x1c"),
    (0, b"Rar!\x1a\x07"),
    (257, b"ustar"),
    (32_769, b"CD001"),
    (0, b"\xc7\x71"),
    (0, b"MSCF\0\0\0\0"),
    (0, b"!<arch>\n"),
    (0, b"xar!"),
)
_HEADS = re.compile(rb"07070[12][0-9A-Fa-f]{104}|070707[0-7]{70}|..-lh[0-9a-z]-", re.DOTALL)
"""Heads of cpio and LHA, whose signs a text may begin with."""


def missing() -> str:
    """Return what is not installed, as a sentence; "" if nothing is missing."""
    return "" if _library() else "Debian package libarchive13: tar and 7z are then opened without it, RAR and ISO not"


@cache
def _library() -> Any:
    try:
        import libarchive  # noqa: PLC0415 - it loads a library of the system
        import libarchive.ffi  # noqa: PLC0415
    except (ImportError, OSError, AttributeError):
        return None
    return libarchive


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for a magic number, or for an old tar with a right checksum."""
    del name
    if any(head[at : at + len(sign)] == sign for at, sign in _SIGNS) or _HEADS.match(head):
        return Claim.CONTENT
    return Claim.CONTENT.when(is_old_tar(head))


def is_old_tar(head: bytes) -> bool:
    """Return true for a tar header without a magic number whose checksum is right."""
    block = head[:512]
    field = block[148:156].strip(b" \0")
    if len(block) < 512 or not field or not all(byte in b"01234567" for byte in field) or not block[0]:
        return False
    return sum(block[:148]) + 8 * 32 + sum(block[156:]) == int(field, 8)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield every member in the order of the archive."""
    from triage.formats.archive import seven_zip  # noqa: PLC0415 - it loads a library of its own

    with container.data.open("rb") as file:
        is_7z = file.read(6) == b"7z\xbc\xaf\x27\x1c"
    if _library() is None:
        yield from _without_library(container, spool, is_7z=is_7z)
        return
    if is_7z and seven_zip.is_for_py7zr(container.data, spool):
        yield from seven_zip.members(container, spool)
    elif told := rar_headers.headers(container.data):
        yield from _rar(container, spool, told)
    else:
        yield from _read(container, spool)


def _rar(container: Evidence, spool: Spool, told: rar_headers.Headers) -> Iterator[Evidence]:
    """Yield the members of a RAR and of its later volumes; a later volume itself is read with the first one."""
    if told.is_locked:
        yield spool.unread("(all members)", "encrypted")
        return
    parts, missing = [container.data], ""
    if told.is_volume and volumes.is_beside(container):
        parts, missing = rar_headers.volumes(container.data)
    if told.is_volume and not told.is_first:
        is_joined = not missing or container.data in parts
        yield spool.unread("(all members)", volumes.WITH_FIRST) if is_joined else volumes.lacks(spool, missing)
        return
    parts = parts or [container.data]  # its name is not that of a first volume
    for group, wrong in rar_headers.groups(parts):
        yield from _read(container, spool, parts=group, wrong=wrong)
    told = rar_headers.headers(parts[-1]) or told
    if told.is_volume and told.goes_on and not volumes.is_beside(container):
        yield spool.unread("(what follows in another volume)", volumes.MISSING)
    elif missing or (told.is_volume and told.goes_on):
        yield volumes.lacks(spool, missing or rar_headers.next_name(container.data, len(parts)))


def one(spool: Spool, name: str) -> Iterator[Evidence]:
    """Yield the member of a zip with this name, for methods that zipfile does not support."""
    found = list(_read(spool.container, spool, only=name))
    yield from found or [spool.unread(name, "damaged_container")]


def _read(
    container: Evidence, spool: Spool, only: str = "", parts: Sequence[Path] = (), wrong: Sequence[str] = ()
) -> Iterator[Evidence]:
    """Yield the members that libarchive gives; damage of the archive is one more, unread member.

    `wrong` has, by member number, the reason why a member cannot be read although libarchive gives bytes for it.
    """
    libarchive, given = _library(), 0
    try:
        with _opened(libarchive, parts or [container.data]) as archive:
            for number, entry in enumerate(archive):
                given = number + 1
                name = _name(entry)
                if entry.isdir or (only and name != only):
                    continue
                if number < len(wrong) and wrong[number]:
                    yield spool.unread(name, wrong[number])
                else:
                    yield from _member(libarchive, archive, entry, spool)
    except EvidenceError as error:
        yield spool.unread("(what follows the damage)", error.reason)
    except (libarchive.exception.ArchiveError, *BROKEN) as error:
        yield spool.unread("(what follows the damage)", _reason(str(error)))
    else:
        if given < len(wrong):
            yield spool.unread(f"({count_of(len(wrong) - given, 'member')} not given)", "damaged_container")


@contextmanager
def _opened(libarchive: Any, parts: Sequence[Path]) -> Iterator[Any]:
    """Yield an archive in one or more files; the library's own reader takes only one."""
    if len(parts) == 1:
        with libarchive.file_reader(str(parts[0])) as archive:
            yield archive
        return
    names = (ctypes.c_char_p * (len(parts) + 1))(*map(os.fsencode, parts), None)
    with libarchive.read.new_archive_read() as pointer:
        open_all = libarchive.ffi.libarchive.archive_read_open_filenames
        open_all.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_size_t]
        if open_all(pointer, names, _BLOCK):
            raise EvidenceError("damaged_container")
        yield libarchive.read.ArchiveRead(pointer, "utf-8")


def _name(entry: Any) -> str:
    """Return a member's name, also if its bytes are not valid text."""
    raw = entry._entry_p  # noqa: SLF001 - the library decodes names strictly
    from libarchive import ffi  # noqa: PLC0415

    said = ffi.entry_pathname(raw)
    if said is None:
        return str(ffi.entry_pathname_w(raw) or "(no name)")
    return said.decode("utf-8", "surrogateescape") if isinstance(said, bytes) else str(said)


def _member(libarchive: Any, archive: Any, entry: Any, spool: Spool) -> Iterator[Evidence]:
    name = _name(entry)
    kind = stat.S_IFMT(entry.mode)
    hard = libarchive.ffi.entry_hardlink(entry._entry_p) if hasattr(libarchive.ffi, "entry_hardlink") else None  # noqa: SLF001
    if entry.issym or entry.islnk or hard:
        yield spool.unread(name, "link")
    elif kind not in {0, stat.S_IFREG}:
        yield spool.unread(name, "special_member")
    else:
        written = _written_ns(libarchive, entry)
        yield from (replace(each, mtime_ns=written) for each in spool.take(name, _blocks(libarchive, archive)))


def _written_ns(libarchive: Any, entry: Any) -> int:
    """Return when the archive says that a member was last written, in nanoseconds; 0 if it does not."""
    pointer = entry._entry_p  # noqa: SLF001 - a member without a time is one of 1970 for the library
    return max(0, int(libarchive.ffi.entry_mtime(pointer))) * 10**9


def _blocks(libarchive: Any, archive: Any) -> Iterator[bytes]:
    """Yield the bytes of the current member.

    This replaces the library's own loop, which returns stale bytes when libarchive warns (libarchive-c 5.3).
    """
    ffi, buffer = libarchive.ffi, ctypes.create_string_buffer(_BLOCK)
    pointer = archive._pointer  # noqa: SLF001 - the loop is ours
    while True:
        try:
            size = ffi.read_data(pointer, buffer, _BLOCK)
        except libarchive.exception.ArchiveError as error:
            raise EvidenceError(_reason(str(error))) from error
        if size < 0:
            said = ffi.error_string(pointer)
            raise EvidenceError(_reason(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)))
        if not size:
            return
        yield buffer.raw[:size]


def _reason(said: str) -> str:
    """Return the reason for an error message of libarchive."""
    lower = said.lower()
    if "encrypt" in lower or "passphrase" in lower or "password" in lower:
        return "encrypted"
    if "unsupported" in lower or "not supported" in lower or "unavailable" in lower:
        return "unsupported:archive"
    return "damaged_container"


def _without_library(container: Evidence, spool: Spool, *, is_7z: bool) -> Iterator[Evidence]:
    """Yield members of tar by the standard library and of 7z by py7zr; others are reported as needing libarchive."""
    import tarfile  # noqa: PLC0415 - only without libarchive

    from triage.formats.archive import seven_zip  # noqa: PLC0415 - it loads a library of its own

    if is_7z:
        yield from seven_zip.members(container, spool)
        return
    try:
        with tarfile.open(container.data, "r:") as archive:
            for info in archive:
                if info.isfile() and (stream := archive.extractfile(info)):
                    taken = spool.take(info.name, iter(lambda: stream.read(_BLOCK), b""))
                    yield from (replace(each, mtime_ns=int(info.mtime) * 10**9) for each in taken)
                elif not info.isdir():
                    yield spool.unread(info.name, "link" if info.issym() or info.islnk() else "special_member")
            if container.size_bytes - archive.offset > 0 and not _ends_well(container.data):
                yield spool.unread("(what follows the damage)", "damaged_container")
    except tarfile.TarError:
        yield spool.unread("(all members)", "unsupported:needs_libarchive")


def _ends_well(data: Path) -> bool:
    """Return true if a tar ends with two zero blocks."""
    with data.open("rb") as file:
        file.seek(max(0, data.stat().st_size - 1024))
        return not file.read().strip(b"\0")
