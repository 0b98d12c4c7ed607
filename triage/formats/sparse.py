"""Files with holes: of a text that seems large only the written ranges are read; the whole of it is hashed.

It is opened like a container with one member: the ranges that hold data, one after the other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.text.dialect import is_text

FORMAT = Format(
    name="sparse_file",
    title="Texts with holes, as programs that were cut off leave them",
    library="own",
    how="spooled",
    limits="files of other kinds are read as they are; holes of more than 64 GiB are not hashed",
    accounting="every byte; empty bytes of holes are left out and counted in the name of the member",
)

HOLES = 1 << 26
"""Bytes of holes from which they are left out."""

_BLOCK, _SECTOR = 1 << 20, 512


def holes(state: os.stat_result) -> int:
    """Return how many bytes of a file's size are not stored."""
    return max(0, state.st_size - state.st_blocks * _SECTOR)


def opens(head: bytes, name: str) -> Claim:
    """Claim nothing: only the file itself shows its holes."""
    del head, name
    return Claim.NONE


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim EXACT for a text, or unknown content, with large holes."""
    if holes(data.stat()) <= HOLES:
        return Claim.NONE
    begins = head.strip(b"\0").partition(b"\0")[0]
    return Claim.EXACT.when(not begins or is_text(begins))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the written ranges as one member; its name states how many zero bytes are left out."""
    stem, dot, ending = container.name.rpartition(".")
    said = f" (without {holes(container.data.stat()):,} bytes of holes)"
    name = f"{stem}{said}.{ending}" if dot else f"{ending}{said}"
    yield from spool.take(name, _written(container.data))


def _written(data: Path) -> Iterator[bytes]:
    with data.open("rb", buffering=0) as file:
        number, stop, size = file.fileno(), 0, data.stat().st_size
        while stop < size:
            try:
                start = os.lseek(number, stop, os.SEEK_DATA)
            except OSError:  # nothing is behind it but a hole
                return
            stop = os.lseek(number, start, os.SEEK_HOLE)
            while start < stop and (block := os.pread(number, min(_BLOCK, stop - start), start)):
                yield block
                start += len(block)
