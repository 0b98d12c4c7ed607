"""Read the memo files of DBF tables: .dbt of dBase III and IV, .fpt of FoxPro, .dct and others of its own tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

OF_TABLES = {
    ".dbf": (".dbt", ".fpt"),
    ".dbc": (".dct",),
    ".scx": (".sct",),
    ".vcx": (".vct",),
    ".frx": (".frt",),
    ".lbx": (".lbt",),
    ".mnx": (".mnt",),
    ".pjx": (".pjt",),
}
"""Endings of memo files by the ending of their table: FoxPro keeps databases, forms and reports as tables too."""

ENDINGS = tuple(ending for endings in OF_TABLES.values() for ending in endings)
_OF_DBASE = ".dbt"
LONGEST = 16 * 1024 * 1024
"""Most bytes of one memo that are read."""

_IV_MARK = b"\xff\xff\x08\x00"
_III_BLOCK = 512


def is_memo(head: bytes, name: str) -> bool:
    """Return true if a file with the name of a memo file begins like one: with a header block, not with text."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS or len(head) < 8:
        return False
    if ending in OF_TABLES[".dbf"]:
        return head[0] == 0 or head[1] == 0 or head[2] == 0
    return head[4:6] == b"\0\0" and head[6:8] != b"\0\0"  # other programs use these endings too


@dataclass(slots=True)
class Memo:
    """An open memo file; `file` is null if there is none."""

    file: IO[bytes] | None
    size_bytes: int
    block_bytes: int
    is_foxpro: bool

    def length(self, block: int) -> int:
        """Return the size in bytes that the memo in a block states; 0 if there is none, 512 if it states no size."""
        head = self._read(block * self.block_bytes, 8)
        if len(head) < 8:
            return 0
        if self.is_foxpro:
            return min(int(struct.unpack(">I", head[4:])[0]), LONGEST, self.size_bytes)
        said = int(struct.unpack("<I", head[4:])[0]) - 8 if head[:4] == _IV_MARK else _III_BLOCK
        return max(0, min(said, LONGEST, self.size_bytes))

    def get(self, block: int) -> tuple[bytes, str]:
        """Return the bytes of the memo that starts in a block, and the reason if it is not complete ("" = complete)."""
        if self.file is None:
            return b"", "memo_file_missing"
        start = block * self.block_bytes
        head = self._read(start, 8)
        if len(head) < 8 and (self.is_foxpro or not head):
            return b"", "memo_missing"
        if self.is_foxpro:
            return self._counted(start + 8, struct.unpack(">I", head[4:])[0])
        if head[:4] == _IV_MARK:
            return self._counted(start + 8, max(0, struct.unpack("<I", head[4:])[0] - 8))
        return self._ended(start)

    def _counted(self, start: int, size: int) -> tuple[bytes, str]:
        data = self._read(start, min(size, LONGEST))
        return data, "" if len(data) == size else ("memo_cut" if len(data) == LONGEST else "memo_damaged")

    def _ended(self, start: int) -> tuple[bytes, str]:
        """Return a memo of dBase III, which ends with the byte 0x1A, and a reason."""
        data = b""
        while len(data) < LONGEST:
            part = self._read(start + len(data), 16 * _III_BLOCK)
            end = part.find(b"\x1a")
            if end >= 0:
                return data + part[:end], ""
            if not part:
                return data, "memo_damaged"
            data += part
        return data, "memo_cut"

    def _read(self, start: int, size: int) -> bytes:
        if self.file is None or start >= self.size_bytes:
            return b""
        self.file.seek(start)
        return self.file.read(size)

    def all(self, encoding: str) -> Iterator[tuple[int, str]]:
        """Yield the offset and text of every memo, block after block."""
        block = 512 // self.block_bytes or 1
        while block * self.block_bytes < self.size_bytes:
            data, _ = self.get(block)
            if text := data.rstrip(b"\0").decode(encoding, "backslashreplace"):
                yield block * self.block_bytes, text
            block += max(1, -(-(len(data) + 8) // self.block_bytes))


@contextmanager
def opened(path: Path | None) -> Iterator[Memo]:
    """Yield the memo file at a path; without a path one in which every memo is missing."""
    if path is None:
        yield Memo(None, 0, _III_BLOCK, is_foxpro=False)
        return
    with path.open("rb") as file:
        head = file.read(24).ljust(24, b"\0")
        ending = path.suffix.lower()
        is_foxpro = (ending in ENDINGS and ending != _OF_DBASE) or (
            ending != _OF_DBASE and head[4:6] == b"\0\0" and head[6:8] != b"\0\0"
        )
        block = struct.unpack_from(">H", head, 6)[0] if is_foxpro else struct.unpack_from("<H", head, 20)[0]
        if not is_foxpro and (block < 64 or block % 64):
            block = _III_BLOCK
        yield Memo(file, path.stat().st_size, block or 1, is_foxpro)
