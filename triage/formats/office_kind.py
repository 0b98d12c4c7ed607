"""Zips and OLE files that are documents of an office or letters, as far as their first bytes tell."""

from __future__ import annotations

import re

_PART = re.compile(rb"PK\x03\x04.{26}(word|xl|ppt)/", re.DOTALL)
MESSAGE = "__substg1.0_".encode("utf-16-le")
"""What the streams of a letter of Outlook are called."""

_MEDIA_TYPE = b"mimetypeapplication/vnd.oasis"

ENDINGS = {
    "word": (".docx", ".docm", ".dotx", ".dotm"),
    "xl": (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".xlsb"),
    "ppt": (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
    "oasis": (".odt", ".ods", ".odp", ".ott", ".ots", ".otp"),
}
"""Folder of the parts -> the names that such documents have."""


def kind(head: bytes, name: str) -> str:
    """Return the folder of the parts of the document that a zip is: "word", "xl" or "ppt".

    "oasis"; "" if it is none.

    The first part tells: after it may follow documents that are embedded, with parts of their own. The name tells
    where the parts are out of sight.
    """
    if not head.startswith(b"PK\x03\x04"):
        return ""
    if _MEDIA_TYPE in head[:128]:
        return "oasis"
    lower = name.lower()
    named = next((folder for folder, endings in ENDINGS.items() if lower.endswith(endings)), "")
    part = _PART.search(head) if named or b"[Content_Types].xml" in head else None
    return part[1].decode("ascii") if part else named
