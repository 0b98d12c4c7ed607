"""Recognise zips and OLE files that are office documents or e-mails, by their first bytes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_SIGN = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s5H3L2H")
"""Head of a member: sign, version, flags, method, time, date, sum, packed and true size, lengths of name and extra."""

_SIZE_FOLLOWS = 8
"""Flag of a member whose size stands behind it."""

_PART = re.compile(rb"(word|xl|ppt)/")
TYPES = b"[Content_Types].xml"
"""Name of the part that every document of this kind has."""
MESSAGE = "__substg1.0_".encode("utf-16-le")
"""Prefix of the names of streams in an e-mail of Outlook."""

_MEDIA_TYPE = b"application/vnd.oasis"
_LONGEST_TYPE = 80

ENDINGS = {
    "word": (".docx", ".docm", ".dotx", ".dotm"),
    "xl": (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".xlsb"),
    "ppt": (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
    "oasis": (".odt", ".ods", ".odp", ".ott", ".ots", ".otp"),
}
"""Folder of the parts -> suffixes of such documents."""


def parts(head: bytes) -> list[bytes]:
    """Return names of the members of a zip as far as its first bytes reach, in the order in which they stand.

    Members of a zip that is itself a member, packed or as it is, are not among them.
    """
    return [name for name, _ in _members(head)]


def media_type(head: bytes) -> bytes:
    """Return what the first member says of the kind of an OpenDocument file; empty if it is no such member."""
    name, start = next(_members(head), (b"", 0))
    return head[start : start + _LONGEST_TYPE] if name == b"mimetype" else b""


def _members(head: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each member and where its bytes begin. Where a size is wrong the next is searched for."""
    at = 0 if head.startswith(_SIGN) else -1
    while at >= 0 and at + _LOCAL.size <= len(head):
        _, _, flags, *_, packed, _, name_size, extra_size = _LOCAL.unpack_from(head, at)
        name_at = at + _LOCAL.size
        start = name_at + name_size + extra_size
        yield head[name_at : name_at + name_size], start
        end = start + packed
        is_right = flags & _SIZE_FOLLOWS or end >= len(head) or head.startswith(b"PK", end)
        at = head.find(_SIGN, end if is_right else start)


def kind(head: bytes, name: str) -> str:
    """Return the kind of a zipped document by the folder of its parts: "word", "xl", "ppt" or "oasis"; "" if none.

    The first part decides: embedded documents with parts of their own may follow it. A zip that
    holds documents is none. The name decides if the parts are beyond the first bytes.
    """
    if not head.startswith(_SIGN):
        return ""
    if media_type(head).startswith(_MEDIA_TYPE):
        return "oasis"
    lower = name.lower()
    named = next((folder for folder, endings in ENDINGS.items() if lower.endswith(endings)), "")
    inside = parts(head)
    part = next(filter(None, map(_PART.match, inside)), None) if named or TYPES in inside else None
    return part[1].decode("ascii") if part else named
