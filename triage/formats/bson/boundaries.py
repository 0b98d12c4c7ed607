"""Find where BSON documents start and end: by their own lengths, and again after damage."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from triage.core.errors import EvidenceError

ARCHIVE = b"\x6d\xe2\x99\x81"
"""Magic number of what `mongodump --archive` writes."""

LARGEST = 48 * 1024 * 1024
"""Largest document in bytes: three times what MongoDB allows."""

_END = b"\xff\xff\xff\xff"
_TYPES = np.zeros(256, bool)
_TYPES[[0, *range(1, 0x14), 0x7F, 0xFF]] = True
_WINDOW = 1 << 16

Bytes = mmap.mmap | bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """Bytes [start, stop) of a file: a document, damage, or the framing of an archive.

    `kind` is "document", "damage" or "frame" (what an archive has around documents); `name` is the collection.
    """

    start: int
    stop: int
    kind: str = "document"
    name: str = ""


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """Yield a file mapped into memory. Raises `EvidenceError` for an empty one."""
    if not path.stat().st_size:
        raise EvidenceError("empty")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def end_of(data: Bytes, start: int) -> int:
    """Return the offset at which the document at `start` ends; 0 if no document can start there."""
    if start + 5 > len(data):
        return 0
    size = int.from_bytes(data[start : start + 4], "little", signed=True)
    stop = start + size
    is_one = 5 <= size <= LARGEST and stop <= len(data) and data[stop - 1] == 0 and _TYPES[data[start + 4]]
    return stop if is_one and (data[start + 4] != 0 or size == 5) else 0


def frames(data: Bytes) -> Iterator[Frame]:
    """Yield the frames of a file of documents, which cover it without gap."""
    at = 0
    while at < len(data):
        stop = end_of(data, at)
        kind = "document" if stop else "damage"
        stop = stop or found_again(data, at + 1)
        yield Frame(at, stop, kind)
        at = stop


def found_again(data: Bytes, start: int) -> int:
    """Return the offset of the next document that another one, or the end, follows; the end if there is none."""
    while start < len(data):
        window = np.frombuffer(data[start : start + _WINDOW + 4], np.uint8).astype(np.int64)
        if len(window) < 5:
            break
        sizes = window[:-4] | window[1:-3] << 8 | window[2:-2] << 16 | window[3:-1] << 24
        fits = (sizes >= 5) & (sizes <= min(LARGEST, len(data) - start)) & _TYPES[window[4:]]
        for place in np.flatnonzero(fits).tolist():
            stop = end_of(data, start + place)
            if stop and (stop == len(data) or end_of(data, stop) or data[stop : stop + 4] == _END):
                return start + place
        start += len(window) - 4
    return len(data)


def archived(data: Bytes) -> Iterator[Frame]:
    """Yield the frames of an archive: its head, then blocks of collections, each with a header and an end mark."""
    at, name, is_header, is_head = 4, "", False, True
    yield Frame(0, 4, "frame")
    while at < len(data):
        if data[at : at + 4] == _END:
            yield Frame(at, at + 4, "frame")
            at, is_header, is_head = at + 4, True, False
            continue
        stop = end_of(data, at)
        if not stop:
            stop = _next(data, at + 1)
            yield Frame(at, stop, "damage", name)
        elif is_header:
            name, is_header = _collection(data[at:stop]) or name, False
            yield Frame(at, stop, "frame")
        else:
            yield Frame(at, stop, "frame" if is_head else "document", name)
        at = stop


def _next(data: Bytes, start: int) -> int:
    """Return the offset of the next document or end mark."""
    document, end = found_again(data, start), data.find(_END, start)
    return min(document, end) if end >= 0 else document


def _collection(header: bytes) -> str:
    """Return the collection's name in the header of a block; "" if there is none."""
    import bson  # noqa: PLC0415 - only for archives

    try:
        said = bson.decode(header)
    except (bson.errors.BSONError, ValueError, RecursionError, OverflowError, struct.error):
        return ""
    return f"{said.get('db', '')}.{said.get('collection', '')}"
