"""Headers of RAR archives: what is locked, of an old method, a reference, or goes on in another volume.

libarchive 3.6 gives the encrypted bytes of a stored member as if they were its own, and says of old methods that they
are damage. Here only headers are read; the formats are those that unRAR's technical notes describe.
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
"""Headers that are looked at."""

_OLDEST_READ, _STORED = 29, 0x30
_PART = re.compile(r"(.*\.part)(\d+)(\.rar)", re.IGNORECASE)
_OLD_PART = re.compile(r".*\.[r-z]\d\d", re.IGNORECASE)


@dataclass(slots=True)
class Headers:
    """What the headers of one volume tell.

    `wrong`: for each member that begins here why it cannot be read, "" if it can. `is_locked`: nobody without the
    password can read the headers. `is_first`: there is no volume before; `begins_anew`: no member goes on from it;
    `goes_on`: another volume is after this. `is_four`: of RAR 1.5 to 4.
    """

    wrong: list[str] = field(default_factory=list)
    is_locked: bool = False
    is_volume: bool = False
    is_first: bool = True
    is_four: bool = False
    begins_anew: bool = True
    goes_on: bool = False


def headers(data: Path) -> Headers | None:
    """Return the headers up to the first that is damaged; null for what is no RAR."""
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
    """Return the volumes that lie beside this one, from the first on, and the name of the first that is missing.

    The name is "" if all are there, as far as is known. Even then the last may go on
    in another: `next_name` is what it is called.
    """
    names, last = [first_name(data.name)], 0
    beside = {each.name for each in data.parent.iterdir()}
    for place, name in enumerate(_next_names(names[0]), 1):
        names.append(name)
        if name in beside:
            last = place
    return together(names[: last + 1], data)


def groups(parts: Sequence[Path]) -> list[tuple[list[Path], list[str]]]:
    """Volumes that libarchive reads at once, and why their members cannot be read: of RAR 4 up to a border of members.

    There it takes the end of a volume for that of the archive.
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
    """Return what the volume after so many is called."""
    return next(islice(_next_names(first_name(data.name)), count - 1, None))


def first_name(name: str) -> str:
    """Return what the first volume of an archive is called, by the name of any."""
    if part := _PART.fullmatch(name):
        return f"{part[1]}{1:0{len(part[2])}}{part[3]}"
    if _OLD_PART.fullmatch(name):
        return name[:-3] + ("RAR" if name[-3].isupper() else "rar")
    return name


def is_later(name: str) -> bool:
    """Return true for what a volume after the first is called."""
    return name != first_name(name)


def _next_names(name: str) -> Iterator[str]:
    """Names of the volumes after the first: x.part2.rar, ..., or x.r00, ..., x.r99, x.s00, ..."""
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
    """RAR 1.5 to 4: a checksum, a kind, flags, the size of the header, that of the data after it."""
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
            # RAR 3 marks the first volume; of older ones only the name tells.
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
    """RAR 5: a checksum, and numbers of seven bits a byte for the size of the header, its kind, flags and sizes."""
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
    """On by what a header says, which damage can make more than any file has."""
    file.seek(min(file.tell() + size_bytes, os.fstat(file.fileno()).st_size))


def _wrong_of_five(extra: bytes) -> str:
    """Encrypted, or a reference to another member, as the records after a header tell."""
    at = 0
    while at < len(extra):
        size, at = _number(extra, at)
        kind, _ = _number(extra, at)
        if kind in {1, 5} and size:
            return "encrypted" if kind == 1 else "link"
        at += max(size, 1)
    return ""


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return (number, place after it); of damaged bytes 0 and a place after all."""
    value = 0
    for shift in range(0, 63, 7):
        if at >= len(data):
            return 0, len(data) + 1
        value |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            return value, at
    return 0, len(data) + 1
