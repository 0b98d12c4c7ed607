"""Recognise zips and OLE files that are office documents or e-mails, by their first bytes."""

from __future__ import annotations

import re

_PART = re.compile(rb"PK\x03\x04.{26}(word|xl|ppt)/", re.DOTALL)
MESSAGE = "__substg1.0_".encode("utf-16-le")
"""Prefix of the names of streams in an e-mail of Outlook."""

_MEDIA_TYPE = b"mimetypeapplication/vnd.oasis"

ENDINGS = {
    "word": (".docx", ".docm", ".dotx", ".dotm"),
    "xl": (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".xlsb"),
    "ppt": (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
    "oasis": (".odt", ".ods", ".odp", ".ott", ".ots", ".otp"),
}
"""Folder of the parts -> suffixes of such documents."""


def kind(head: bytes, name: str) -> str:
    """Return the kind of a zipped document by the folder of its parts: "word", "xl", "ppt" or "oasis"; "" if none.

    The first part decides: embedded documents with parts of their own may follow it. The name decides if the parts are
    beyond the first bytes.
    """
    if not head.startswith(b"PK\x03\x04"):
        return ""
    if _MEDIA_TYPE in head[:128]:
        return "oasis"
    lower = name.lower()
    named = next((folder for folder, endings in ENDINGS.items() if lower.endswith(endings)), "")
    part = _PART.search(head) if named or b"[Content_Types].xml" in head else None
    return part[1].decode("ascii") if part else named
