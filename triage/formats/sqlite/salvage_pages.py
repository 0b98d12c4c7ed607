"""Recover rows of a damaged SQLite database page by page, after the library gave up.

Only leaf pages of tables are read, not tables without rowid, indexes and free pages. Source: the file format as
sqlite.org/fileformat2.html describes it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

HEADER_BYTES = 100
_INTERIOR, _LEAF = 0x05, 0x0D
_LONGEST = 16 * 1024 * 1024
_CODECS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its rowid and its stored values."""

    rowid: int
    values: list[Value]


@dataclass(slots=True)
class Pages:
    """An open database file. `seen` are the pages visited, `is_damaged` is true if one of them was damaged."""

    file: IO[bytes]
    page_bytes: int
    usable: int
    codec: str
    count: int
    seen: set[int] = field(default_factory=set)
    is_damaged: bool = False

    @classmethod
    def of(cls, file: IO[bytes], path: Path) -> Pages:
        """Return the pages of a file, by its header, or of 4,096 bytes if that is damaged."""
        head = file.read(HEADER_BYTES).ljust(HEADER_BYTES, b"\0")
        size = int.from_bytes(head[16:18], "big")
        size = 65_536 if size == 1 else size
        if size < 512 or size & (size - 1):
            size = 4096
        codec = _CODECS.get(int.from_bytes(head[56:60], "big"), "utf-8")
        return cls(file, size, max(480, size - head[20]), codec, -(-path.stat().st_size // size))

    def tree(self, root: int) -> Iterator[Row]:
        """Yield the rows of the table whose tree has this root, in order; damaged pages are left out."""
        stack = [root]
        while stack:
            number = stack.pop()
            page = self._page(number)
            if number in self.seen or not page:
                self.is_damaged = True
                continue
            self.seen.add(number)
            at = HEADER_BYTES if number == 1 else 0
            if page[at] == _LEAF:
                yield from self._rows(page, at)
            elif page[at] == _INTERIOR:
                stack.extend(reversed(self._children(page, at)))
            else:
                self.is_damaged = True

    def pass_free(self) -> None:
        """Mark the pages of the free list as seen, because their rows were deleted."""
        self.file.seek(32)
        trunk = int.from_bytes(self.file.read(4), "big")
        while trunk and trunk not in self.seen and (page := self._page(trunk)):
            self.seen.add(trunk)
            trunk, count = struct.unpack_from(">II", page)
            self.seen.update(struct.unpack_from(f">{min(count, len(page) // 4 - 2)}I", page, 8))

    def orphans(self, values: int) -> Iterator[Row]:
        """Yield rows of `values` values on leaf pages that were not visited; 0 = of any number."""
        for number in range(2, self.count + 1):
            if number in self.seen:
                continue
            page = self._page(number)
            if page and page[0] == _LEAF:
                rows = list(self._rows(page, 0))
                if rows and (not values or all(len(row.values) == values for row in rows)):
                    self.seen.add(number)
                    yield from rows

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            return b""
        self.file.seek((number - 1) * self.page_bytes)
        return self.file.read(self.page_bytes).ljust(self.page_bytes, b"\0")

    def _cells(self, page: bytes, at: int, head: int) -> list[int]:
        count = min(int.from_bytes(page[at + 3 : at + 5], "big"), (len(page) - at - head) // 2)
        return list(struct.unpack_from(f">{count}H", page, at + head))

    def _children(self, page: bytes, at: int) -> list[int]:
        found = [int.from_bytes(page[cell : cell + 4], "big") for cell in self._cells(page, at, 12)]
        return [*found, int.from_bytes(page[at + 8 : at + 12], "big")]

    def _rows(self, page: bytes, at: int) -> Iterator[Row]:
        for cell in self._cells(page, at, 8):
            try:
                yield self._row(page, cell)
            except (IndexError, ValueError, struct.error):
                self.is_damaged = True

    def _row(self, page: bytes, cell: int) -> Row:
        size, at = _varint(page, cell)
        rowid, at = _varint(page, at)
        largest = self.usable - 35
        if size <= largest:
            if at + size > self.usable:
                raise ValueError
            return Row(_signed(rowid), self._values(page[at : at + size]))
        smallest = (self.usable - 12) * 32 // 255 - 23
        local = smallest + (size - smallest) % (self.usable - 4)
        local = local if local <= largest else smallest
        if at + local + 4 > len(page):
            raise ValueError
        follow = int.from_bytes(page[at + local : at + local + 4], "big")
        return Row(_signed(rowid), self._values(self._chain(page[at : at + local], follow, min(size, _LONGEST))))

    def _chain(self, begun: bytes, number: int, size: int) -> bytes:
        """Return a payload that continues in overflow pages; shorter if these are damaged."""
        parts, held, met = [begun], len(begun), set[int]()
        while number and held < size and number not in met:
            met.add(number)
            page = self._page(number)
            if not page:
                break
            part = page[4 : min(self.usable, 4 + size - held)]
            parts.append(part)
            held += len(part)
            number = int.from_bytes(page[:4], "big")
        self.is_damaged |= held < size
        return b"".join(parts)

    def _values(self, payload: bytes) -> list[Value]:
        end, at = _varint(payload, 0)
        if end > len(payload) or end < at:
            raise ValueError
        kinds = []
        while at < end:
            kind, at = _varint(payload, at)
            kinds.append(kind)
        found: list[Value] = []
        for kind in kinds:
            size = (kind - 12) // 2 if kind >= 12 else _INTEGERS.get(kind, 8 if kind == 7 else 0)
            raw = payload[end : end + size]
            if kind in (10, 11) or (kind < 12 and len(raw) < size):
                raise ValueError
            found.append(_value(kind, raw, self.codec))
            end += size
        return found


def _value(kind: int, raw: bytes, codec: str) -> Value:
    if kind == 0:
        return None
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind in (8, 9):
        return kind - 8
    return raw.decode(codec, "backslashreplace") if kind % 2 else raw


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length integer and the offset after it: at most nine bytes, the last with 8 bits, others 7."""
    number = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return number << 8 | byte, at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + count + 1
    raise ValueError


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number
