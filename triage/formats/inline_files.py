"""Open texts as containers of the encoded files in them; the text is read too.

Such files are `data:` addresses, attachments of calendars and contacts, parts of flat OpenDocument, objects and
pictures of RTF, and base64 or uuencode without a declaration.
"""

from __future__ import annotations

import base64
import mmap
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.web.media import ending
from triage.text import lettered_files
from triage.text.dialect import is_text

READ_TOO = True
FORMAT = Format(
    name="inline_files",
    title="Files inside texts (data: addresses; base64, uuencode; in calendars, cards, flat OpenDocument, RTF)",
    library="own",
    how="spooled",
    limits="pictures of less than 2 KiB are counted together; in UTF-16 none is looked for",
    accounting="the text is read as it is, each file in it is a member",
)

_DATA = (
    rb"data:(?P<kind>[\w.+-]{1,60}\\?/[\w.+-]{1,80})?(?:;[\w.+-]{1,40}=[^;,\"'<>\s]{0,80})*;base64,"
    rb"(?P<base64>[A-Za-z0-9+/=_%\\-]+)"
)
_DATA_TEXT = (
    rb"data:(?P<plain>text\\?/[\w.+-]{1,40})(?:;[\w.+-]{1,40}(?:=[\w.+-]{0,40})?)*,(?P<percent>[^\s\"'<>()\\]{8,})"
)
_PROPERTY = (
    rb"(?:^|\n)[\w.-]{1,40};[^:\r\n]{0,200}ENCODING=(?:BASE64|B)\b[^:\r\n]{0,200}:"
    rb"(?P<property>[A-Za-z0-9+/=]*(?:\r?\n[ \t]*[A-Za-z0-9+/=]+(?=\r?\n))*)"
)
_OPEN_DOCUMENT = rb"<office:binary-data[^>]{0,200}>(?P<part>[A-Za-z0-9+/=\s]+)<"
_OBJECT = rb"\\objdata[ \r\n]*(?P<object>[0-9a-fA-F \r\n]+)"
_PICTURE = rb"\\pict(?:\\[a-z]+-?[0-9]* ?|[ \r\n]|\{[^{}]{0,400}\})*(?P<picture>[0-9a-fA-F \r\n]{64,})"
_KINDS: tuple[tuple[re.Pattern[bytes], tuple[bytes, ...]], ...] = (
    (re.compile(rb"\s*\{\\rtf"), (_OBJECT, _PICTURE)),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:V(?:CALENDAR|CARD)", re.IGNORECASE), (_PROPERTY, _DATA)),
    (re.compile(rb".{0,4096}?<office:document", re.DOTALL), (_OPEN_DOCUMENT, _DATA)),
)
"""Pairs of the pattern that a text begins with, and the patterns of encoded files in such a text."""

_OTHER = (_DATA, _DATA_TEXT)
_SMALLEST, _SMALLEST_PICTURE = 4, 2_048
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"\0\0\1\0", b"<svg")
_BLOCK = 1 << 16


def opens(head: bytes, name: str) -> Claim:
    """Claim NONE: an encoded file may be anywhere in a text."""
    del head, name
    return Claim.NONE


def opens_file(data: Path, head: bytes) -> Claim:
    """Claim NAME for a text with a file in it."""
    if not head or not is_text(head):
        return Claim.NONE
    return Claim.NAME.when(next(_found(data, head), None) is not None)


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield every file, by its name or its offset."""
    with container.data.open("rb") as file:
        head = file.read(_BLOCK)
    ornaments = size_bytes = 0
    for name, data in _found(container.data, head):
        if len(data) < _SMALLEST_PICTURE and data.startswith(_PICTURES):
            ornaments, size_bytes = ornaments + 1, size_bytes + len(data)
        else:
            yield from spool.take(name, [data])
    if ornaments:
        yield spool.unread(f"(small pictures: {ornaments:,})", "needs_ocr", size_bytes)


def _patterns(head: bytes) -> tuple[bytes, ...]:
    """Return the patterns of encoded files for a text with this head."""
    return next((patterns for begins, patterns in _KINDS if begins.match(head)), _OTHER)


def _found(data: Path, head: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of every file in a text."""
    patterns = _patterns(head)
    with data.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        if patterns is _OTHER and text.find(b";base64,") < 0 and text.find(b"data:text") < 0:
            yield from _bare(text, ())
            return
        told: list[range] = []
        for match in re.finditer(b"|".join(patterns), text, re.IGNORECASE):
            told.append(range(match.start(), match.end()))
            kind = str(match.lastgroup)
            name, found = _decoded(kind, match[kind])
            if len(found) >= _SMALLEST:
                said = match.groupdict()
                media = (said.get("kind") or said.get("plain") or b"").decode("latin-1").replace("\\", "")
                yield name or _numbered(match.start(), media), found
        if patterns is _OTHER:
            yield from _bare(text, told)


def _bare(text: mmap.mmap, told: Sequence[range]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of encoded files without a declaration."""
    begins = [each.start for each in told]
    for each in lettered_files.found(text):
        before = bisect(begins, each.start) - 1
        if before >= 0 and each.start in told[before]:
            continue
        yield each.name or _numbered(each.start, ""), each.data


def _numbered(at: int, media: str) -> str:
    return f"file at byte {at}{ending(media)}"


def _decoded(kind: str, text: bytes) -> tuple[str, bytes]:
    """Return the name and bytes of an encoded file; b"" if it cannot be decoded."""
    if kind == "percent":
        return "", unquote_to_bytes(text)
    try:
        if kind in {"object", "picture"}:
            plain = b"".join(text.split())
            raw = bytes.fromhex(plain[: len(plain) // 2 * 2].decode("ascii"))
            return _of_object(raw) if kind == "object" else ("", raw)
        plain = b"".join(unquote_to_bytes(text).split()).translate(bytes.maketrans(b"-_", b"+/"), b"\\=")
        return "", base64.b64decode(plain[: len(plain) // 4 * 4] + _rest(plain))
    except ValueError:
        return "", b""


def _rest(plain: bytes) -> bytes:
    """Return the last one to three characters padded to four; a single one encodes nothing."""
    last = plain[len(plain) // 4 * 4 :]
    return last + b"=" * (4 - len(last)) if len(last) > 1 else b""


def _of_object(raw: bytes) -> tuple[str, bytes]:
    """Return name and bytes of the file inside an OLE 1 object (MS-OLEDS 2.2.5); the whole object if malformed."""
    at = 8
    for _ in range(3):  # class, topic, item
        at += 4 + int.from_bytes(raw[at : at + 4], "little")
    size = int.from_bytes(raw[at : at + 4], "little")
    data = raw[at + 4 : at + 4 + size]
    if not data or len(raw) < at + 4 + size:
        return "", raw
    return _of_package(data) if raw[12:20] == b"Package\0" else ("", data)


def _of_package(data: bytes) -> tuple[str, bytes]:
    """Return the label and bytes of the file inside an OLE package."""
    label, _, rest = data[2:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    at = 8 + int.from_bytes(rest[4:8], "little")
    size = int.from_bytes(rest[at : at + 4], "little")
    found = rest[at + 4 : at + 4 + size]
    return (label.decode("cp1252", "replace"), found) if size and len(found) == size else ("", data)
