"""Open self-extracting archives (7z, RAR): the program and the archive after it are two members."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence

FORMAT = Format(
    name="attached",
    title="Programs that unpack themselves (7z, RAR; zip is opened by its own)",
    library="own",
    how="spooled",
    limits="the archive begins in the first 4 MiB",
    accounting="the program and the archive are members",
)
BEGINS = (b"MZ", b"\x7fELF")

_SIGNS = re.compile(rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07[\0\1]")
_LOOKED_AT = 4 * 1024 * 1024
_BLOCK = 1 << 20


def opens(head: bytes, name: str) -> Claim:
    """Claim NONE: the head of a self-extracting archive looks like any program."""
    del head, name
    return Claim.NONE


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim CONTENT for a program that is followed by an archive."""
    return Claim.CONTENT.when(head.startswith((b"MZ", b"\x7fELF")) and _place(data) > 0)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the program, and the archive."""
    place = _place(container.data)
    yield from spool.take("(program)", _blocks(container.data, 0, place))
    yield from spool.take("(archive)", _blocks(container.data, place, container.size_bytes))


def _place(data: Path) -> int:
    """Return the offset at which the archive begins; 0 if there is none."""
    with data.open("rb") as file:
        head = file.read(_LOOKED_AT)
    places = (mark.start() for mark in _SIGNS.finditer(head) if mark.start())
    return next((at for at in places if _is_archive(head[at : at + 64])), 0)


def _is_archive(head: bytes) -> bool:
    """Return whether the first header's checksum is right: programs that recognise archives contain the number too."""
    if head.startswith(b"7z"):
        return len(head) >= 32 and zlib.crc32(head[12:32]) == int.from_bytes(head[8:12], "little")
    if head[6:7] == b"\0":
        return len(head) >= 20 and zlib.crc32(head[9:20]) & 0xFFFF == int.from_bytes(head[7:9], "little")
    size = head[12] if len(head) > 12 else 0x80  # a first header is shorter than 128 bytes
    return size < 0x80 and zlib.crc32(head[12 : 13 + size]) == int.from_bytes(head[8:12], "little")


def _blocks(data: Path, start: int, stop: int) -> Iterator[bytes]:
    with data.open("rb") as file:
        file.seek(start)
        while start < stop and (block := file.read(min(_BLOCK, stop - start))):
            start += len(block)
            yield block
