"""Read the text of old binary Word documents (DOC) by the piece table; other old Office files are only named."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from triage.core.errors import EvidenceError, Unsupported
from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.records import paragraphs
from triage.records.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    name="old_office",
    title="Word 97 to 2003 (DOC)",
    library="olefile",
    how="whole",
    limits="no password; PowerPoint, Publisher and Visio of that time are named and not read",
    accounting="every byte; a record is a paragraph",
)
BEGINS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode("utf-16-le")
_OTHERS = {"PowerPoint Document": "ppt", "Quill": "pub", "VisioDocument": "vsd"}
_BREAKS = str.maketrans({"\r": "\n", "\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x13": " ", "\x14": " ", "\x15": " "})


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a document of Word, CONTENT for another OLE file, which may be a workbook or an e-mail."""
    if not head.startswith(_OLE):
        return Claim.NONE
    if _WORD in head or name.lower().endswith((".doc", ".dot")):
        return Claim.SIGNATURE
    return Claim.CONTENT


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield one text. Raises `Unsupported` for files of other programs, `EvidenceError` for locked or damaged ones."""
    yield paragraphs.source(evidence, "old_office", _lines(evidence))


split = paragraphs.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the paragraphs; locators count from 1."""
    yield from paragraphs.batches(chunk, _lines(chunk.source.evidence))


def _lines(evidence: Evidence) -> Iterator[Paragraph]:
    import olefile  # noqa: PLC0415 - only for this kind

    try:
        with olefile.OleFileIO(str(evidence.data)) as ole:
            if not ole.exists("WordDocument"):
                kind = next((kind for stream, kind in _OTHERS.items() if ole.exists(stream)), "ole")
                raise Unsupported(f"unsupported:{kind}")
            text = _text(ole)
    except EvidenceError:
        raise
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError) as error:
        raise EvidenceError("damaged_document") from error
    for number, line in enumerate(text.translate(_BREAKS).split("\n"), start=1):
        if line.strip():
            yield Paragraph(number, line)


def _text(ole: Any) -> str:
    """Return the text pieces of a document in order.

    [MS-DOC] 2.8.35: bit 30 of a piece's offset is set if its characters take one byte each; the offset is then doubled.
    """
    main = ole.openstream("WordDocument").read()
    flags = struct.unpack_from("<H", main, 10)[0]
    if flags & 0x0100:
        raise EvidenceError("encrypted")
    table = ole.openstream("1Table" if flags & 0x0200 else "0Table").read()
    place, size = struct.unpack_from("<II", main, 0x01A2)
    data = table[place : place + size]
    at = 0
    while at < len(data) and data[at] == 1:
        at += 3 + struct.unpack_from("<H", data, at + 1)[0]
    if at >= len(data) or data[at] != 2:
        raise EvidenceError("damaged_document")
    length = struct.unpack_from("<I", data, at + 1)[0]
    pieces = data[at + 5 : at + 5 + length]
    count = (length - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    parts = []
    for index in range(count):
        where = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        letters = ends[index + 1] - ends[index]
        if where & 0x40000000:
            start = (where & 0x3FFFFFFF) // 2
            parts.append(main[start : start + letters].decode("cp1252", "replace"))
        else:
            parts.append(main[where : where + 2 * letters].decode("utf-16-le", "replace"))
    return "".join(parts)
