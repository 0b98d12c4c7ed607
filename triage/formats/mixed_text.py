"""Convert texts in no single encoding to UTF-8: lines in two encodings, UTF-16 with a lost byte, NUL bytes.

They are opened like a container with one member, which every reader of text can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import numpy as np

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.core.plurals import count_of
from triage.formats.bson.boundaries import end_of
from triage.text.dialect import is_text
from triage.text.encoding import decide, is_utf8
from triage.text.encoding_runs import Runs, between_cells
from triage.text.legacy_encodings import WIDE, guess

FORMAT = Format(
    name="mixed_text",
    title="Texts in several encodings, with empty bytes, or in UTF-16 that lost a byte",
    library="own",
    how="spooled",
    limits="of encodings of one byte a letter one beside UTF-8, which its letters must tell",
    accounting="every byte; empty bytes are left out and counted in the name of the member",
)

_BLOCK = 1 << 20
_AROUND = 4_096
_BEGINS = 512
"""Bytes at the start of a text with NULs that have no other control characters, unlike memo files and images."""

_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a]")
_MOST_BAD = 16
"""Most blocks with invalid UTF-8 whose lines are examined one by one."""

_KEPT = 1 << 16

_BINARY = re.compile(
    rb"%PDF|%!PS|\{\\rt|PK[\x01-\x08]|Rar!|7z\xbc|\x7fELF|(?s:MZ(?=.{0,62}[\0-\x08\x7f-\xff]))"
    rb"|SQLite format 3\0|PAR1|ORC|ARROW1|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8"
)
"""Magic numbers of files with bytes between their texts, or of programs: other modules read them, or nobody does."""

_MARKS = 3
_NOISE = 0.005
"""Most kinds of control characters that mark up a text, and the share above which more kinds are noise."""


def opens(head: bytes, name: str) -> Claim:
    """Claim NONE: the whole file is needed to decide."""
    del head, name
    return Claim.NONE


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim NAME for a text in no single encoding."""
    return Claim.NAME.when(_told(data, head) is not None)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the text in UTF-8; its name states how many NUL bytes were left out."""
    with container.data.open("rb") as file:
        runs = _told(container.data, file.read(_BLOCK >> 4)) or Runs()
        file.seek(0)
        stem, dot, ending = container.name.rpartition(".")
        for member in spool.take(f"{container.name} (in UTF-8)", runs.lines(_blocks(file))):
            left_out = f", without {count_of(runs.empty_bytes, 'empty byte')}" if runs.empty_bytes else ""
            said = f" (in UTF-8{left_out})"
            name = f"{stem}{said}.{ending}" if dot else f"{ending}{said}"
            yield member if member.unread else replace(member, members=(*container.members, name))


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


@dataclass(slots=True)
class _Look:
    """What the blocks of a text have shown: lines that are UTF-8 or not, and the offset of the first NUL byte."""

    has_utf8: bool = False
    bad: bytearray = field(default_factory=bytearray)
    bad_blocks: int = 0
    empty: int = -1
    lost_step: bool = False

    def narrow(self, block: bytes, at: int) -> None:
        """Add a block of a text in a one-byte encoding or UTF-8."""
        if self.empty < 0 and (place := block.find(b"\0")) >= 0:
            self.empty = at + place
        if block.isascii() or self.bad_blocks > _MOST_BAD:
            return
        if is_utf8(block):
            self.has_utf8 = True
        else:
            self._lines(block)

    def _lines(self, block: bytes) -> None:
        self.bad_blocks += 1
        lines = block.split(b"\n")
        for line in lines[:-1] if len(block) == _BLOCK else lines:
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                self.has_utf8 = True
            except UnicodeDecodeError:
                if len(self.bad) < _KEPT:
                    self.bad += line + b"\n"

    def wide(self, block: bytes, codec: str) -> None:
        """Add a block of UTF-16, in which every newline must be at an even offset."""
        units = np.frombuffer(block[: len(block) // 2 * 2], "<u2" if codec.endswith("le") else ">u2")
        self.lost_step = self.lost_step or block.count(b"\n") != int((units == ord("\n")).sum())


def _told(data: Path, head: bytes) -> Runs | None:
    """Return the converter for a file; null if the file is in one encoding, or not text."""
    if _BINARY.match(head) or _are_documents(head) or (head.strip(b"\0") and not _is_plain(head)):
        return None
    codec, _ = decide(head)
    look, at = _Look(), 0
    with data.open("rb") as file:
        for block in _blocks(file):
            if codec.startswith("utf-16"):
                look.wide(block, codec)
            else:
                look.narrow(block, at)
            at += len(block)
        return _runs(look, codec, file)


def _are_documents(head: bytes) -> bool:
    """Return true for BSON: short documents look like text with NULs, but each states its length."""
    stop = end_of(head, 0)
    return stop > 0 and (stop == len(head) or end_of(head, stop) > 0)


def _runs(look: _Look, codec: str, file: IO[bytes]) -> Runs | None:
    if codec.startswith("utf-16"):
        return Runs(codec) if look.lost_step else None
    narrow = guess(bytes(look.bad)) if look.bad and look.has_utf8 else ""
    narrow = "" if narrow in WIDE else narrow
    around = _around(file, look.empty) if look.empty >= 0 else b""
    if around and not (around.strip(b"\0 \r\n") and _is_plain(around)):
        return None
    if not (around or narrow) or _is_noise(bytes(look.bad), _order(around)):
        return None
    narrow = narrow or (codec if codec not in {"utf-8", *WIDE} else "")
    return Runs(_order(around), narrow, between_cells(around))


def _order(raw: bytes) -> str:
    return "utf-16-be" if raw.count(b"\0\n") > raw.count(b"\n\0") else "utf-16-le"


def _is_plain(raw: bytes) -> bool:
    """Return true for text without control characters, whatever the encodings of its lines."""
    if b"\0" not in raw:
        return is_text(raw)
    text = b"".join(Runs(_order(raw)).lines([raw]))
    return not _CONTROLS.search(text[:_BEGINS]) and is_text(text)


def _is_noise(lines: bytes, order: str) -> bool:
    """Return true for lines in no encoding: a stream decompressed beyond damage, or bytes between texts."""
    text = b"".join(Runs(order).lines([lines]))
    controls = _CONTROLS.findall(text)
    return len({*controls}) > _MARKS and len(controls) > _NOISE * len(text)


def _around(file: IO[bytes], place: int) -> bytes:
    """Return the bytes before a NUL byte and after the run of NULs that begins there."""
    file.seek(max(0, place - _AROUND))
    before = file.read(min(place, _AROUND))
    while block := file.read(_BLOCK):
        if behind := block.lstrip(b"\0"):
            return before + b"\0" + behind[:_AROUND]
    return before
