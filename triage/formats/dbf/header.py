"""Parse the header of a DBF table: its fields, its record length, its code page."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from triage.core.errors import EvidenceError
from triage.text.encoding import decide

HEAD_BYTES = 65_536
"""Largest header in bytes that its own length field can state."""

_KINDS = b"CNFDLIBYTMGPVQW0@+O"
_VERSIONS = {0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7B, 0x83, 0x8B, 0x8C, 0x8E, 0xCB, 0xE5, 0xF5, 0xFB}
_VISUAL = {0x30, 0x31, 0x32}
_DBASE_7 = {0x04, 0x8C}

# Language driver -> codec: dBase's and FoxPro's lists of language driver IDs.
_DRIVERS = {
    **dict.fromkeys([0x01, 0x09, 0x0B, 0x0D, 0x0F, 0x11, 0x15, 0x18, 0x19, 0x1B], "cp437"),
    **dict.fromkeys([0x02, 0x0A, 0x0E, 0x10, 0x12, 0x14, 0x16, 0x1A, 0x1D, 0x25, 0x37], "cp850"),
    **dict.fromkeys([0x03, 0x57, 0x58, 0x59], "cp1252"),
    **dict.fromkeys([0x08, 0x17, 0x66], "cp865"),
    **dict.fromkeys([0x1C, 0x6C], "cp863"),
    **dict.fromkeys([0x1F, 0x22, 0x23, 0x40, 0x64, 0x87], "cp852"),
    **dict.fromkeys([0x26, 0x65], "cp866"),
    **dict.fromkeys([0x13, 0x7B], "cp932"),
    **dict.fromkeys([0x4D, 0x7A], "cp936"),
    **dict.fromkeys([0x4E, 0x79], "cp949"),
    **dict.fromkeys([0x4F, 0x78], "cp950"),
    **dict.fromkeys([0x50, 0x7C], "cp874"),
    **dict.fromkeys([0x6A, 0x86], "cp737"),
    **dict.fromkeys([0x6B, 0x88], "cp857"),
    **dict.fromkeys([0x24], "cp860"),
    **dict.fromkeys([0x67], "cp861"),
    **dict.fromkeys([0x7D], "cp1255"),
    **dict.fromkeys([0x7E], "cp1256"),
    **dict.fromkeys([0x96], "mac-cyrillic"),
    **dict.fromkeys([0x97], "mac-latin2"),
    **dict.fromkeys([0x98], "mac-greek"),
    **dict.fromkeys([0xC8], "cp1250"),
    **dict.fromkeys([0xC9], "cp1251"),
    **dict.fromkeys([0xCA], "cp1254"),
    **dict.fromkeys([0xCB], "cp1253"),
    **dict.fromkeys([0xCC], "cp1257"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `kind` is its type letter, `start` and `size` are bytes in the record.

    `null_bit` and `full_bit` are its bits in the hidden flags of a record, -1 for none.
    """

    name: str
    kind: str
    start: int
    size: int
    is_hidden: bool = False
    null_bit: int = -1
    full_bit: int = -1


@dataclass(frozen=True, slots=True)
class Layout:
    """A parsed header: `first` is the offset of the first row, `rows` the number of rows that it states."""

    version: int
    driver: int
    rows: int
    first: int
    record_bytes: int
    fields: tuple[Field, ...]
    adds_up: bool

    @property
    def shown(self) -> tuple[Field, ...]:
        """Return the fields that a user sees."""
        return tuple(field for field in self.fields if not field.is_hidden)

    @property
    def has_memos(self) -> bool:
        """Return true if a field holds block numbers of the memo file."""
        return any(is_memo(self, field) for field in self.fields)

    @property
    def is_visual(self) -> bool:
        """Return true for Visual FoxPro."""
        return self.version in _VISUAL

    def whole(self, size_bytes: int) -> int:
        """Return the number of complete rows in a file of this size."""
        return max(0, size_bytes - self.first) // self.record_bytes


def is_memo(layout: Layout, field: Field) -> bool:
    """Return true if a field refers to the memo file."""
    return field.kind in "MGPW" or (field.kind == "B" and not layout.is_visual and field.size == 10)


def parse(head: bytes) -> Layout:
    """Return the layout of the table that begins with these bytes.

    Raises `EvidenceError` "damaged_table" if none does.
    """
    if len(head) < 33 or head[0] not in _VERSIONS:
        raise EvidenceError("damaged_table", "no header")
    version, _, month, day = head[:4]
    rows, first, record = struct.unpack_from("<IHH", head, 4)
    is_7 = version in _DBASE_7 and head[32:33] and first >= 68 + 48 and head[68:69].isalpha()
    fields = _fields(head, min(first, len(head)), (68, 48) if is_7 else (32, 32))
    if not fields or record < 2 or first < 65 or month > 12 or day > 31:
        raise EvidenceError("damaged_table", "the header does not describe a table")
    adds_up = 1 + sum(field.size for field in fields) == record and len(head) >= first
    if not adds_up:  # fields beyond the end of the record are dropped
        fields = tuple(field for field in fields if field.start + field.size <= record)
    if not fields:
        raise EvidenceError("damaged_table", "no field fits into the record")
    return Layout(version, head[29], rows, first, record, fields, adds_up)


def _fields(head: bytes, end: int, shape: tuple[int, int]) -> tuple[Field, ...]:
    at, step = shape
    name_bytes, kind_at = (32, 32) if step == 48 else (11, 11)
    found: list[Field] = []
    start, bit = 1, 0
    while at + step <= end and head[at] not in (0x0D, 0):
        each = head[at : at + step]
        kind = each[kind_at : kind_at + 1]
        if kind not in _KINDS or not kind:
            break
        size, decimals = each[kind_at + (1 if step == 48 else 5) : kind_at + (3 if step == 48 else 7)]
        if kind == b"C" and step == 32:
            size += 256 * decimals  # Clipper keeps the high byte of a long text here
        flags = each[18] if step == 32 and head[0] in _VISUAL else 0
        full_bit, bit = (bit, bit + 1) if kind in b"VQ" else (-1, bit)
        null_bit, bit = (bit, bit + 1) if flags & 2 else (-1, bit)
        name = each[:name_bytes].split(b"\0")[0].strip().decode("cp1252", "replace") or f"column {len(found) + 1}"
        found.append(Field(name, kind.decode(), start, size, kind == b"0" or bool(flags & 1), null_bit, full_bit))
        start += size
        at += step
    return tuple(found)


def encoding(layout: Layout, sample: bytes, page_file: Path | None) -> tuple[str, str]:
    """Return the codec and the grounds for it: the header's language driver, else a .cpg file, else the characters."""
    if layout.driver in _DRIVERS:
        return _DRIVERS[layout.driver], f"language driver 0x{layout.driver:02x} of the header"
    if page_file is not None:
        with page_file.open("rb") as file:
            said = file.read(64).decode("ascii", "replace").strip().lower()
        codec = {"utf-8": "utf-8", "utf8": "utf-8", "65001": "utf-8"}.get(said) or f"cp{said.removeprefix('cp')}"
        if codec == "utf-8" or codec in {*_DRIVERS.values(), "cp1258"}:
            return codec, "the .cpg file beside the table"
    codec, grounds = decide(sample.translate(None, b" \0"))
    return (codec, grounds) if codec in ("utf-8", "cp1256", "cp1252") else ("cp1252", "by policy")
