"""Read the headers of RAR archives: encrypted members, old methods, links, and members that continue elsewhere.

libarchive 3.6 returns the encrypted bytes of a stored member as if they were its content, and reports old methods as
damage. Only headers are read here; the formats are those in unRAR's technical notes.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from triage.formats.archive.volumes import together

SIGN = b"Rar!\x1a\x07"

_FOUR, _FIVE = SIGN + b"\0", SIGN + b"\1\0"
_MOST = 1_000_000
"""Most headers that are read."""

_OLDEST_READ, _STORED = 29, 0x30
_PART = re.compile(r"(.*\.part)(\d+)(\.rar)", re.IGNORECASE)
_OLD_PART = re.compile(r".*\.[r-z]\d\d", re.IGNORECASE)


@dataclass(slots=True)
class Headers:
    """The properties of one volume, by its headers.

    `wrong` has, for each member that begins here, the reason why it cannot be read, "" if it can. `is_locked`: the
    headers are encrypted. `is_first`: no volume precedes; `begins_anew`: no member continues from an earlier volume;
    `goes_on`: another volume follows. `is_four`: the format is that of RAR 1.5 to 4.
    """

    wrong: list[str] = field(default_factory=list)
    is_locked: bool = False
    is_volume: bool = False
    is_first: bool = True
    is_four: bool = False
    begins_anew: bool = True
    goes_on: bool = False


def headers(data: Path) -> Headers | None:
    """Return the headers up to the first damaged one; null if the file is not a RAR."""
    with data.open("rb") as file:
        sign, found = file.read(8), Headers()
        if sign == _FIVE:
            _five(file, found)
        elif sign[:7] == _FOUR:
            file.seek(7)
            found.is_four = True
            _four(file, found)
        else:
            return None
    return found


def volumes(data: Path) -> tuple[list[Path], str]:
    """Return the volumes next to this one, from the first on, and the name of the first missing one.

    The name is "" if none is known to be missing. Even then the last volume may continue in another, named by
    `next_name`.
    """
    names, last = [first_name(data.name)], 0
    beside = {each.name for each in data.parent.iterdir()}
    for place, name in enumerate(_next_names(names[0]), 1):
        names.append(name)
        if name in beside:
            last = place
    return together(names[: last + 1], data)


def groups(parts: Sequence[Path]) -> list[tuple[list[Path], list[str]]]:
    """Return groups of volumes that libarchive reads together, each with the reasons why members cannot be read.

    Of RAR 4 a group ends at a border of members, because libarchive takes such an end of a volume for that of the
    archive.
    """
    found: list[tuple[list[Path], list[str]]] = []
    for part in parts:
        told = headers(part) or Headers()
        if not found or (told.is_four and told.begins_anew):
            found.append(([], []))
        found[-1][0].append(part)
        found[-1][1].extend(told.wrong)
    return found


def next_name(data: Path, count: int) -> str:
    """Return the name of the volume after `count` volumes."""
    return next(islice(_next_names(first_name(data.name)), count - 1, None))


def first_name(name: str) -> str:
    """Return the name of the first volume of an archive, from the name of any volume."""
    if part := _PART.fullmatch(name):
        return f"{part[1]}{1:0{len(part[2])}}{part[3]}"
    if _OLD_PART.fullmatch(name):
        return name[:-3] + ("RAR" if name[-3].isupper() else "rar")
    return name


def is_later(name: str) -> bool:
    """Return true if the name is that of a volume after the first."""
    return name != first_name(name)


def _next_names(name: str) -> Iterator[str]:
    """Yield the names of the volumes after the first: x.part2.rar, ..., or x.r00, ..., x.r99, x.s00, ..."""
    if part := _PART.fullmatch(name):
        for number in range(2, 10_000):
            yield f"{part[1]}{number:0{len(part[2])}}{part[3]}"
        return
    stem, ending = Path(name).stem, Path(name).suffix
    letters = "RSTUVWXYZ" if ending.isupper() else "rstuvwxyz"
    for letter in letters:
        for number in range(100):
            yield f"{stem}.{letter}{number:02}"


def _four(file: BinaryIO, found: Headers) -> None:
    """Read headers of RAR 1.5 to 4: checksum, type, flags, header size, then the size of the data that follows."""
    for _ in range(_MOST):
        head = file.read(7)
        if len(head) < 7:
            return
        _, kind, flags, size = struct.unpack("<HBHH", head)
        body = file.read(max(0, size - 7))
        if size < 7 or len(body) < size - 7:
            return
        if kind == 0x73:
            found.is_volume, found.is_locked = bool(flags & 1), bool(flags & 0x80)
            # RAR 3 marks the first volume; in older versions only the name shows it.
            found.is_first = not found.is_volume or bool(flags & 0x100) or not is_later(Path(file.name).name)
        elif kind == 0x74 and len(body) >= 25:
            _member_of_four(body, flags, found)
        elif kind == 0x7B:
            found.goes_on = bool(flags & 1)
        if found.is_locked or kind == 0x7B:
            return
        more = struct.unpack_from("<I", body)[0] if flags & 0x8000 and len(body) >= 4 else 0
        if kind == 0x74 and flags & 0x100 and len(body) >= 29:
            more += struct.unpack_from("<I", body, 25)[0] << 32
        _skip(file, more)


def _member_of_four(body: bytes, flags: int, found: Headers) -> None:
    version, method = body[17], body[18]
    found.goes_on = bool(flags & 2)
    if flags & 1:
        found.begins_anew = found.begins_anew and bool(found.wrong)
        found.is_first = found.is_first and found.begins_anew
        return
    is_old = version < _OLDEST_READ and method != _STORED and flags & 0xE0 != 0xE0
    found.wrong.append("encrypted" if flags & 4 else f"unsupported:rar_{version / 10:.1f}" if is_old else "")


def _five(file: BinaryIO, found: Headers) -> None:
    """Read headers of RAR 5: a checksum, then numbers in 7 bits per byte for header size, type, flags and sizes."""
    for _ in range(_MOST):
        start = file.read(4 + 3)
        size, at = _number(start, 4)
        if not size or at > len(start):
            return
        body = start[at:] + file.read(max(0, size - (len(start) - at)))
        file.seek(size - len(body), os.SEEK_CUR)  # a header shorter than what was read of it
        kind, at = _number(body, 0)
        flags, at = _number(body, at)
        extra, at = _number(body, at) if flags & 1 else (0, at)
        more, at = _number(body, at) if flags & 2 else (0, at)
        if kind == 4:
            found.is_locked = True
        elif kind == 1:
            archive, at = _number(body, at)
            found.is_volume, found.is_first = bool(archive & 1), not archive & 2
        elif kind == 2:
            found.goes_on = bool(flags & 16)
            if flags & 8:
                found.begins_anew = found.begins_anew and bool(found.wrong)
            else:
                found.wrong.append(_wrong_of_five(body[len(body) - extra :] if extra else b""))
        elif kind == 5:
            found.goes_on = bool(_number(body, at)[0] & 1)
        if found.is_locked or kind == 5:
            return
        _skip(file, more)


def _skip(file: BinaryIO, size_bytes: int) -> None:
    """Move forward by a size from a header, which damage can make larger than the file."""
    file.seek(min(file.tell() + size_bytes, os.fstat(file.fileno()).st_size))


def _wrong_of_five(extra: bytes) -> str:
    """Return "encrypted" or "link" if the records after a header state it, else ""."""
    at = 0
    while at < len(extra):
        size, at = _number(extra, at)
        kind, _ = _number(extra, at)
        if kind in {1, 5} and size:
            return "encrypted" if kind == 1 else "link"
        at += max(size, 1)
    return ""


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at an offset and the offset after it; of damaged bytes 0 and an offset after the end."""
    value = 0
    for shift in range(0, 63, 7):
        if at >= len(data):
            return 0, len(data) + 1
        # Each byte holds 7 bits, the least significant first; its highest bit is set if more bytes follow.
        value |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            return value, at
    return 0, len(data) + 1
