"""Extract text from a cell of bytes: UTF-8 or UTF-16, compressed with zlib or gzip, or in runs between other bytes."""

from __future__ import annotations

import re
import zlib

SHOWN = 1 << 20
"""Number of bytes of a cell that are examined."""

_UNPACKED = 16 << 20
_BEFORE = 17
"""Offsets at which compressed text may begin: some programs write its length or kind before it."""

_FEWEST = 6
_WIDE_SHARE = 0.3
_WIDE = 0.9
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"%PDF", b"PK\3\4", b"OggS")
"""Magic numbers of pictures and files, in which readable characters are accidental."""

_RUN = re.compile(
    rb"(?:[\x20-\x7e\t\r\n]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}){%d,}"
    rb"|(?P<little>(?:[\x20-\x7e\t\r\n]\0|[^\0]\x06){%d,})|(?P<big>(?:\0[\x20-\x7e\t\r\n]|\x06[^\0]){%d,})"
    % (_FEWEST, _FEWEST, _FEWEST)
)
_TELLING = re.compile(r"[^\W_]{3}")


def of(raw: bytes) -> tuple[str, bool]:
    """Return the text in these bytes, and whether some of it was left out; hexadecimal digits if there is none."""
    head, is_cut = raw[:SHOWN], len(raw) > SHOWN
    if (text := _plain(head)) is not None:
        return text, is_cut
    unpacked, more = _unpacked(head)
    if unpacked:
        text = _plain(unpacked)
        return (_runs(unpacked) or _hex(head)) if text is None else text, is_cut or more
    return _runs(head) or _hex(head), is_cut


def _hex(raw: bytes) -> str:
    return "0x" + raw.hex()


def _plain(raw: bytes) -> str | None:
    """Return bytes that are text from first to last as text; null if they are not."""
    if (wide := _wide(raw)) is not None:
        return wide
    try:
        return raw.decode("utf-8").rstrip("\0")
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> str | None:
    """Return UTF-16 as text, recognised by its byte order mark or by every second byte; null if it is not UTF-16.

    The high bytes are mostly 0 (Latin) or 6 (Arabic), so those at even or at odd offsets show the byte order.
    """
    if len(raw) < 4 or len(raw) % 2:
        return None
    codec = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(raw[:2], "")
    high = [sum(raw[at::2].count(byte) for byte in (0, 6)) * 2 / len(raw) for at in (0, 1)]
    if not codec and min(high) < _WIDE_SHARE and max(high) >= _WIDE:
        codec = "utf-16-be" if high[0] > high[1] else "utf-16-le"
    if not codec:
        return None
    try:
        return raw.decode(codec).lstrip("\ufeff").rstrip("\0")
    except UnicodeDecodeError:
        return None


def _unpacked(raw: bytes) -> tuple[bytes, bool]:
    """Return what zlib or gzip compressed, and whether more is left; the stream may begin after a length of 4 bytes."""
    for at in range(_BEFORE):
        if raw[at : at + 2] not in {b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"}:
            continue
        stream = zlib.decompressobj(47)
        try:
            found = stream.decompress(raw[at:], _UNPACKED)
        except zlib.error:
            continue
        if at in {0, 4} or stream.eof:
            return found, not stream.eof
    return b"", False


def _runs(raw: bytes) -> str:
    """Return the runs of text between other bytes, one per line; "" if none has three letters or digits in a row."""
    if raw.startswith(_PICTURES):
        return ""
    runs = []
    for match in _RUN.finditer(raw):
        codec = {"little": "utf-16-le", "big": "utf-16-be"}.get(str(match.lastgroup), "utf-8")
        text = match[0].decode(codec, "replace").strip()
        if _TELLING.search(text):
            runs.append(text)
    return "\n".join(runs)
