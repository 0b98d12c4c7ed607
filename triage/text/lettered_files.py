"""Find files that a text contains in base64 (as mail programs write it), uuencode, or hexadecimal (as databases do).

A run of such characters is a file if it decodes to text from its first byte on, or to a known magic number; hashes and
keys decode to neither.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_\\"
_IS_LETTER = bytes(ord("a") if byte in _LETTERS else ord(" ") for byte in range(256))
_FEWEST = 48
"""Fewest characters of a run that is examined."""

_LINE = re.compile(rb"(?:[\w+/-]++|\\/)++={0,2}(?![\w+/=-])", re.ASCII)
# Possessive (`++`, `{24,}+`): the search keeps no way back, which would cost a hundred bytes for each of a long line.
_BETWEEN = re.compile(rb"\r?\n[ \t]{0,8}|(?:\\r)?\\n")
"""Pattern of what separates lines of base64; in JSON strings newlines and slashes are escaped."""

_UU = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[!-`][ -`]*\r?\n)*?)(?:[` ]?\r?\n)?end[ \t]*\r?$", re.MULTILINE
)
_BLOCK = 1 << 20
_PLAIN = bytes.maketrans(b"-_", b"+/")
_TEXT = re.compile(
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2})+"
)
_LONGEST_LETTER = 4
"""Most bytes of one character of UTF-8, which may be cut off."""

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
FILES = (
    b"PK\3\4", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c",
    b"SQLite format 3\0", b"BZh9", b"{\\rtf1", b"\xfd7zXZ\0", b"PAR1",
)  # fmt: skip
"""Magic numbers of files."""

_SIGNS = (*FILES, *PICTURES)
_HEX = re.compile(rb"(?:0[xX]|\\{1,2}x)?((?:[0-9a-fA-F]{2}){24,}+)")

_LEAST_BYTES = 1024


class Bytes(Protocol):
    """The part of `bytes` that is used here; a file mapped to memory has it too."""

    def __len__(self) -> int: ...
    def find(self, sub: bytes, /) -> int:
        """Return the offset of these bytes; -1 if they do not occur."""

    def __getitem__(self, part: slice, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class File:
    """A file inside a text: where it starts and stops, its name ("" = none), and its bytes."""

    start: int
    stop: int
    name: str
    data: bytes


def found(text: Bytes) -> Iterator[File]:
    """Yield the files in a text: uuencoded ones, then those in base64 and hexadecimal, each in order."""
    yield from _of_uuencode(text)
    yield from (each for each in _of_base64(text) if _is_file(each.data))


def _is_file(data: bytes) -> bool:
    """Return false for short encoded text without a newline, which is read as part of its cell instead."""
    return data.startswith(_SIGNS) or b"\n" in data or len(data) >= _LEAST_BYTES


def _of_uuencode(text: Bytes) -> Iterator[File]:
    if text[:6] != b"begin " and text.find(b"\nbegin ") < 0:
        return
    for match in _UU.finditer(text):  # type: ignore[call-overload]
        try:
            data = b"".join(binascii.a2b_uu(line) for line in match[2].splitlines() if line)
        except binascii.Error:
            continue
        if data:
            yield File(match.start(), match.end(), match[1].decode("utf-8", "replace").strip(), data)


def _of_base64(text: Bytes) -> Iterator[File]:
    size, run, after = len(text), b"a" * _FEWEST, 0
    for at in range(0, size, _BLOCK):
        block = text[at : at + _BLOCK + _FEWEST].translate(_IS_LETTER)
        place = block.find(run, max(0, after - at))
        while 0 <= place < _BLOCK:
            start = at + place
            after = start + _FEWEST
            if (letters := _HEX.match(text, start)) and (data := _of_hex(letters[1])):  # type: ignore[call-overload]
                after = letters.end()
                yield File(start, after, "", data)
            elif _says(_bytes_of(text[start:after].replace(b"\\", b""))):
                lines, after = _lines(text, start)
                if data := _bytes_of(b"".join(lines)):
                    yield File(start, after, "", data)
            elif rest := _LINE.match(text, after):  # type: ignore[call-overload]
                after = rest.end()
            place = block.find(run, after - at)


def _of_hex(letters: bytes) -> bytes:
    """Return the bytes that hexadecimal digits encode, if they begin with a magic number; else b""."""
    is_file = bytes.fromhex(letters[:32].decode()).startswith(_SIGNS)
    return bytes.fromhex(letters.decode()) if is_file else b""


def _lines(text: Bytes, at: int) -> tuple[list[bytes], int]:
    """Return the lines of base64 that begin at this offset, and where they end.

    All lines but the last are as long as the first.
    """
    lines: list[bytes] = []
    size, is_last, stop = 0, False, at + _FEWEST
    while not is_last and (match := _LINE.match(text, at)):  # type: ignore[call-overload]
        line = match[0].replace(b"\\", b"")
        is_last = bool(lines) and len(line) < len(lines[0])
        if lines and (len(line) > len(lines[0]) or (is_last and (size + len(line)) % 4)):
            break
        lines.append(line)
        size, stop = size + len(line), match.end()
        between = _BETWEEN.match(text, stop)  # type: ignore[call-overload]
        if between is None or line.endswith(b"="):
            break
        at = between.end()
    return lines, stop


def _bytes_of(letters: bytes) -> bytes:
    bare = letters.translate(_PLAIN, b"=")
    bare = bare[: len(bare) - 1] if len(bare) % 4 == 1 else bare
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except binascii.Error:
        return b""


def _says(head: bytes) -> bool:
    """Return true for bytes that begin with a magic number or are text."""
    if head.startswith(_SIGNS):
        return True
    text = _TEXT.match(head)
    return text is not None and text.end() > len(head) - _LONGEST_LETTER
