"""Read when a file says it was written: the times inside documents, pictures, tables of dBase and dumps of SQL.

Such a time can be set by whoever makes the file, and a clock can be wrong: it is weak evidence for the period of a
dump, named as such (`triage.score.era`). A file without a time, or with a damaged one, has none here. Not read: the
times that Access keeps; SQLite and CSV keep none.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, NamedTuple

from triage.core.accounting import SURVIVED
from triage.core.isolation import Call, direct
from triage.core.model import Evidence

_HEAD, _TAIL, _PICTURE, _PART, _PDF = 4096, 4096, 1 << 18, 1 << 18, 1 << 22
"""Bytes that are looked at: of a dump of SQL, of a picture's beginning, of a part of a document, of a PDF's XMP."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
"""Earlier years are zeros of a clock, or of a format; later ones are damage."""

_DAY = re.compile(r"(\d{4})[-:/]?(\d\d)[-:/]?(\d\d)")
_XML = re.compile(
    rb"<(?:dcterms:modified|dcterms:created|dc:date|meta:creation-date|xmp:ModifyDate|xmp:CreateDate|xmp:MetadataDate)"
    rb"[^>]{0,80}>\s*([0-9T:+.Z-]{8,40})"
    rb"|\b(?:xmp:ModifyDate|xmp:CreateDate)=[\"']([0-9T:+.Z-]{8,40})"
)
_PDF_DATE = re.compile(rb"/(?:ModDate|CreationDate)\s*\(\s*(?:D:)?(\d{8})")
_EXIF = re.compile(rb"(?<!\d)((?:19|20)\d\d:[01]\d:[0-3]\d) [0-2]\d:[0-5]\d:[0-5]\d\0")
_SQL = re.compile(
    rb"(?:Dump completed on|Started on|Completed on|Generation Time:|Script Date:)[ \t]{1,4}"
    rb"(\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4}|[A-Z][a-z]{2} \d\d?, \d{4})"
)
_SQL_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%b %d, %Y")
_DBF = frozenset({0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8B, 0x8C, 0xCB, 0xF5})


class _Kind(NamedTuple):
    """A kind of file with times: what the report calls it, how its head is recognised, and what reads them."""

    title: str
    has_head: Callable[[bytes, str], object]
    days: Callable[[IO[bytes]], Iterator[str]]
    is_risky: bool = False


def stamped(evidence: Evidence, call: Call = direct) -> Evidence:
    """Return evidence with the latest day that its content says it was written on, if it says any."""
    if evidence.unread.startswith(("empty", "changed", "link")) or not evidence.size_bytes:
        return evidence
    with suppress(*SURVIVED):
        with evidence.data.open("rb") as file:
            head = file.read(_HEAD)
        for kind in _KINDS:
            if kind.has_head(head, evidence.name.lower()):
                found = [*(call if kind.is_risky else direct)(_days, evidence.data, kind.title)]
                return replace(evidence, written=((kind.title, max(found)),)) if found else evidence
    return evidence


def _days(data: Path, title: str) -> Iterator[str]:
    """Yield the latest of the days in a file of this kind, as 2019-03-01; nothing without a credible one."""
    (kind,) = (each for each in _KINDS if each.title == title)
    with data.open("rb") as file, suppress(zipfile.BadZipFile, zlib.error, ValueError, KeyError, RuntimeError):
        found = [day for told in kind.days(file) if (day := _credible(told))]
        if found:
            yield max(found)


def _credible(told: str) -> str:
    """Return a day as 2019-03-01; "" for what is none, or a clock that was never set."""
    if not (parts := _DAY.match(told)):
        return ""
    with suppress(ValueError):
        day = date(*(int(each) for each in parts.groups()))
        return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else ""
    return ""


def _of_xml(text: bytes) -> Iterator[str]:
    yield from ((one or other).decode() for one, other in _XML.findall(text))


def _of_pdf(file: IO[bytes]) -> Iterator[str]:
    """Yield the days of the properties, which may lie in a compressed part, and of the XMP packet."""
    import pypdfium2  # noqa: PLC0415 - only for PDF

    with suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(file, autoclose=False)
        told = document.get_metadata_dict()
        yield from (told.get(name, "").removeprefix("D:") for name in ("CreationDate", "ModDate"))
        document.close()
    file.seek(0, 2)
    size = file.tell()
    for start in sorted({0, max(0, size - _PDF)}):
        file.seek(start)
        block = file.read(_PDF)
        yield from (each.decode() for each in _PDF_DATE.findall(block))
        yield from _of_xml(block)


def _of_package(file: IO[bytes]) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        for name in {"docProps/core.xml", "meta.xml"} & set(archive.namelist()):
            with archive.open(name) as part:
                yield from _of_xml(part.read(_PART))


def _of_ole(file: IO[bytes]) -> Iterator[str]:
    import olefile  # noqa: PLC0415 - only for files of this kind

    with suppress(OSError), olefile.OleFileIO(file) as ole:
        told = ole.get_metadata()
        times = (told.create_time, told.last_saved_time)
        yield from (each.strftime("%Y-%m-%d") for each in times if isinstance(each, datetime))


def _of_picture(file: IO[bytes]) -> Iterator[str]:
    block = file.read(_PICTURE)
    yield from (each.decode() for each in _EXIF.findall(block))
    if block.startswith(b"\x89PNG") and 0 <= (at := block.find(b"tIME")) < len(block) - 8:
        yield f"{int.from_bytes(block[at + 4 : at + 6], 'big'):04}-{block[at + 6]:02}-{block[at + 7]:02}"
    yield from _of_xml(block)


def _of_dbf(file: IO[bytes]) -> Iterator[str]:
    _, year, month, day = file.read(4)
    yield f"{year % 100 + (2000 if year >= 100 or year < 80 else 1900):04}-{month:02}-{day:02}"


def _of_sql(file: IO[bytes]) -> Iterator[str]:
    ends = file.read(_HEAD)
    file.seek(max(0, file.seek(0, 2) - _TAIL))
    for told in _SQL.findall(ends + b"\n" + file.read()):
        for form in _SQL_FORMS:
            with suppress(ValueError):
                yield datetime.strptime(told.decode(), form).replace(tzinfo=UTC).strftime("%Y-%m-%d")


def _is_picture(head: bytes, name: str) -> bool:
    del name
    is_riff = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    signs = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*")
    return is_riff or head.startswith(signs) or head[4:12] in {b"ftypheic", b"ftypmif1"}


_KINDS = (
    _Kind("PDF", lambda head, _: b"%PDF-" in head[:1024], _of_pdf, is_risky=True),
    _Kind("office document", lambda head, _: _is_package(head), _of_package, is_risky=True),
    _Kind("older office document", lambda head, _: head.startswith(b"\xd0\xcf\x11\xe0"), _of_ole, is_risky=True),
    _Kind("picture", _is_picture, _of_picture),
    _Kind("dBase table", lambda head, name: name.endswith(".dbf") and head[:1] and head[0] in _DBF, _of_dbf),
    _Kind("dump of a database", lambda head, _: head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:2] in {b"--", b"/*"}, _of_sql),
)


def _is_package(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (b"mimetypeapplication/vnd.oasis" in head[:128] or b".xml" in head)
