"""Read an e-mail of Outlook (.msg): properties in the streams of an OLE file ([MS-OXMSG], [MS-OXPROPS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from triage.core.errors import EvidenceError
from triage.core.model import Evidence
from triage.text.declared import decoded

_SUBJECT, _BODY, _HTML, _HEADERS = "0037", "1000", "1013", "007D"
_SENDER = ("0C1A", "5D01", "0C1F", "0065")
_TO, _CC = "0E04", "0E03"
_RECIPIENT = ("3001", "39FE", "3003")
_CODE_PAGE, _SENT, _DELIVERED = 0x3FFD, 0x0039, 0x0E06
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_HEAD_BYTES = 32
"""Number of bytes before the fixed-length properties of an e-mail."""

_WRONG = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error, OverflowError)


def cells(evidence: Evidence) -> tuple[str, ...]:
    """Return date, from, to, cc, subject, body and other headers. Raises `EvidenceError` if the file is no e-mail."""
    import olefile  # noqa: PLC0415 - only for this kind

    try:
        with olefile.OleFileIO(str(evidence.data)) as ole:
            return _cells(ole)
    except _WRONG as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError("damaged_document") from error


def _cells(ole: Any) -> tuple[str, ...]:
    from triage.formats.html import page as pages  # noqa: PLC0415 - only where there is such a file

    fixed = _fixed(ole)
    codec = _codec(fixed.get(_CODE_PAGE, 1252))
    headers = _text(ole, "", _HEADERS, codec)
    sent = fixed.get(_SENT) or fixed.get(_DELIVERED)
    date = next((line[5:].strip() for line in headers.splitlines() if line.lower().startswith("date:")), "")
    if not date and sent:
        date = (_EPOCH + timedelta(microseconds=sent // 10)).isoformat(timespec="seconds")
    sender = dict.fromkeys(_text(ole, "", tag, codec) for tag in _SENDER)
    to = dict.fromkeys([_text(ole, "", _TO, codec), *_recipients(ole, codec)])
    plain = _text(ole, "", _BODY, codec)
    page = decoded(_raw(ole, f"__substg1.0_{_HTML}0102"), codec) or _text(ole, "", _HTML, codec)
    known = "".join(plain.split())
    rich = [line for line in pages.lines(page) if "".join(line.split()) not in known]
    body = "\n".join([plain, *rich] if plain else rich)
    return (
        date,
        _joined(sender),
        _joined(to),
        _text(ole, "", _CC, codec),
        _text(ole, "", _SUBJECT, codec),
        body,
        headers,
    )


def _joined(texts: dict[str, None]) -> str:
    return "; ".join(text for text in texts if text)


def _fixed(ole: Any) -> dict[int, int]:
    """Return the fixed-length properties: number -> eight bytes as an integer (four for code pages)."""
    data = _raw(ole, "__properties_version1.0")[_HEAD_BYTES:]
    found = {}
    for at in range(0, len(data) - 15, 16):
        kind, number = struct.unpack_from("<HH", data, at)
        if kind in {0x0003, 0x0040}:
            found[number] = struct.unpack_from("<Q" if kind == 0x0040 else "<I", data, at + 8)[0]
    return found


def _codec(page: int) -> str:
    name = {65001: "utf-8", 28596: "iso8859-6", 28591: "latin-1", 20127: "ascii"}.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _recipients(ole: Any, codec: str) -> Iterator[str]:
    for folder in sorted({entry[0] for entry in ole.listdir() if entry[0].startswith("__recip_version1.0_")}):
        said = dict.fromkeys(_text(ole, f"{folder}/", tag, codec) for tag in _RECIPIENT)
        yield " ".join(text for text in said if text)


def _text(ole: Any, folder: str, tag: str, codec: str) -> str:
    place = f"{folder}__substg1.0_{tag}"
    if raw := _raw(ole, f"{place}001F"):
        return raw.decode("utf-16-le", "backslashreplace").strip("\0")
    return decoded(_raw(ole, f"{place}001E"), codec).strip("\0")


def _raw(ole: Any, stream: str) -> bytes:
    return bytes(ole.openstream(stream).read()) if ole.exists(stream) else b""
