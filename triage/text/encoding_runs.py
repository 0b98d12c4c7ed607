"""Decode text whose encoding changes inside the file, line by line.

Cases: UTF-16 that `>>` of PowerShell appended, rows of two programs in one file, a byte lost in UTF-16, and NUL bytes
that pad fields or fill parts of a disk that were never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

_USUAL = re.compile("[\t\r -~\u00a0-\u00ff\u0600-\u06ff\u200b-\u206f\ufb50-\ufdff\ufe70-\ufeff]")
_NULS = re.compile(rb"(?:(?<=[,;|\t\r\n\"'])|\A)\0+|\0+(?=[,;|\t\r\n\"']|\Z)")
"""Pattern of NUL bytes that pad a field; other NUL bytes separate words."""

_CELLS = re.compile(rb"([,;|\t\"])")
_INNER = re.compile(rb"\0+")
_ALONE = re.compile(rb"(?<!\0)\0(?!\0)")
_HOLE = re.compile(rb"(?<=\0)\0{1024,}(?=\0)")
"""Pattern of what was never written inside a line; a zero byte on each side may belong to a letter of UTF-16."""

_LINES = {
    "utf-16-le": re.compile(rb"[^\n]*(?:\n\0?|\Z)"),
    "utf-16-be": re.compile(rb"[^\n]*(?:\n|\Z)"),
}
_LONGEST = 1 << 20
_LONG_RUN = 1 << 10
_FEWEST, _LONGEST_PART = 3, 2_000
"""Lines that have as many empty bytes, and bytes of a record between two of them."""


@dataclass(slots=True)
class Runs:
    """Converts blocks of bytes to UTF-8.

    `wide` is the byte order of lines in UTF-16, `narrow` the codec of lines that are not UTF-8. `instead` replaces NUL
    bytes that separate cells or records; empty if they only pad. `empty_bytes` counts those left out so far.
    """

    wide: str = "utf-16-le"
    narrow: str = ""
    instead: bytes = b""
    empty_bytes: int = 0

    def lines(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the lines of these blocks in UTF-8, with their newlines; a very long line is cut."""
        rest = b""
        for block in blocks:
            text = rest + block
            cut = text.rfind(b"\n") + 1
            if self.wide == "utf-16-le" and text[cut : cut + 1] in {b"\0", b""}:
                cut = text.rfind(b"\n", 0, max(0, cut - 1)) + 1  # its second byte may come with the next block
                cut += text[cut : cut + 1] == b"\0"
            if not cut and len(text) > _LONGEST:
                cut = _between_letters(text)
            rest = text[cut:]
            yield self._joined(text[:cut])
        yield self._joined(rest)

    def _joined(self, raw: bytes) -> bytes:
        if b"\0" not in raw and _is_utf8(raw) and not _may_be_wide(raw):
            return raw
        return b"".join(map(self._line, _LINES[self.wide].findall(raw)))

    def _line(self, raw: bytes) -> bytes:
        end = b"\n" if raw.endswith((b"\n", b"\n\0")) else b""
        body = raw.removesuffix(b"\0").removesuffix(b"\n") if end else raw
        if (lacks := len(body) - len(body.strip(b"\0"))) > _LONG_RUN:  # where a disk was not written
            self.empty_bytes += lacks
            body = body.strip(b"\0")
        pieces = _HOLE.split(body)
        self.empty_bytes += len(body) - sum(map(len, pieces))
        last = len(pieces) - 1
        return b" ".join(self._piece(each, is_ended=bool(end) and at == last) for at, each in enumerate(pieces)) + end

    def _piece(self, body: bytes, *, is_ended: bool) -> bytes:
        """Return a line, or what stands in it between two holes, in UTF-8."""
        if b"\0" in body or _may_be_wide(body):
            if (text := self._wide(body, is_ended=is_ended)) is not None:
                return text.strip("\ufeff").encode("utf-8", "backslashreplace")
            if self.instead:
                return self._narrow(body.replace(b"\0", self.instead)).removeprefix(b"\xef\xbb\xbf")
            self.empty_bytes += body.count(b"\0")
            body = _INNER.sub(b" ", _NULS.sub(b"", body))
        return self._narrow(body).removeprefix(b"\xef\xbb\xbf")

    def _wide(self, body: bytes, *, is_ended: bool) -> str | None:
        """Return the line decoded as UTF-16, if that gives more usual characters than any other way; else null."""
        if self.wide == "utf-16-be" and is_ended:
            body = body.removesuffix(b"\0")
        alone = len(_ALONE.findall(body))
        if 3 * alone < len(body) and 4 * (alone + body.count(b"\6")) <= len(body):
            return None
        text = _in_step(body, self.wide)
        plain = body.replace(b"\0", b"").decode("utf-8", "replace") if 3 * alone >= len(body) else ""
        if len(_USUAL.findall(plain)) == len(plain) and len(plain) >= len(text):
            return plain or None
        return text if 2 * alone + 2 * body.count(b"\6") > len(body) / 2 and _is_usual(text) else None

    def _narrow(self, body: bytes) -> bytes:
        if _is_utf8(body):
            return body
        if not self.narrow:
            return body.decode("utf-8", "backslashreplace").encode()
        cells = _CELLS.split(body)
        return b"".join(each if _is_utf8(each) else self._of_narrow(each) for each in cells)

    def _of_narrow(self, cell: bytes) -> bytes:
        return cell.decode(self.narrow, "backslashreplace").encode()


def between_cells(raw: bytes) -> bytes:
    """Return what replaces zero bytes of a text between cells or records; b"" if they only pad."""
    if b"\0\0" in raw:
        return b""
    first, *lines = raw.split(b"\n")
    counts = [line.count(b"\0") for line in (lines[:-1] if len(lines) > _FEWEST else [first, *lines[:-1]])]
    if len(counts) >= _FEWEST and counts[0] and set(counts) == {counts[0]}:
        return b"\x1f"
    parts = raw.strip(b"\0").split(b"\0")
    return b"\n" if len(parts) > _FEWEST and len(lines) <= 1 and max(map(len, parts)) < _LONGEST_PART else b""


def _between_letters(raw: bytes) -> int:
    """Return an offset near the end of a very long line that cuts no character."""
    if b"\0" in raw[:64]:
        return len(raw) // 2 * 2
    cut = len(raw) - 1
    while cut > len(raw) - 4 and raw[cut] & 0xC0 == 0x80:
        cut -= 1
    return cut


def _in_step(body: bytes, codec: str) -> str:
    """Return UTF-16 text that is decoded from both ends, so that a byte lost in between costs one character."""
    if not body:
        return ""
    first = body[: len(body) // 2 * 2].decode(codec, "replace")
    if not len(body) % 2 and _is_usual(first):
        return first
    last = body[len(body) % 2 or 2 :].decode(codec, "replace")
    good = [0, *accumulate(_USUAL.match(letter) is not None for letter in first)]
    tail = [0, *accumulate(_USUAL.match(letter) is not None for letter in reversed(last))]
    most = len(body) // 2 if len(body) % 2 else len(body) // 2 - 1
    at = max(range(most + 1), key=lambda kept: good[min(kept, len(first))] + tail[min(most - kept, len(last))])
    found = first[:at] + last[len(last) - (most - at) :] if most > at else first[:at]
    return found if len(body) % 2 or len(_USUAL.findall(found)) > len(_USUAL.findall(first)) else first


def _is_usual(text: str) -> bool:
    return len(_USUAL.findall(text)) > 0.9 * len(text)


def _may_be_wide(raw: bytes) -> bool:
    """Return true if bytes without NUL may be Urdu in UTF-16, whose high byte is 6."""
    return 4 * raw.count(b"\6") > len(raw)


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
