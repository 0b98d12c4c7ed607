"""OpenDocument texts and slides (ODT, ODP): paragraphs and tables, from the packed file or a flat one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from triage.errors import EvidenceError
from triage.formats import Format
from triage.model import Batch, Chunk, Evidence, Source
from triage.read import office_xml
from triage.read.office_xml import DAMAGE, Row, opened, parsed
from triage.read.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    title="OpenDocument text and slides (ODT, OTT, ODP, FODT, FODP)",
    library="lxml",
    how="streamed",
    limits="no password; pictures are members",
    accounting="every byte; a record is a paragraph, or a row of a table",
)

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KINDS = (b"opendocument.text", b"opendocument.presentation")
_ENDINGS = (".odt", ".ott", ".odp", ".fodt", ".fodp")
_MOST_REPEATED = 1_000


def claims(head: bytes, name: str) -> int:
    """3 for the media type at the beginning of the zip, or of a flat document."""
    if head.startswith(b"PK\x03\x04"):
        return 3 if any(kind in head[:128] for kind in _KINDS) or name.lower().endswith(_ENDINGS) else 0
    return 3 if b"<office:document" in head[:4096] and any(kind in head[:4096] for kind in _KINDS) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """The text, and each table."""
    yield from office_xml.sources(evidence, "odt", _pieces)


split = office_xml.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Paragraphs or rows; locators count from the beginning of the document."""
    yield from office_xml.batches(chunk, _pieces)


def _pieces(evidence: Evidence) -> Iterator[Paragraph | Row]:
    try:
        with evidence.data.open("rb") as file:
            if file.read(2) != b"PK":
                file.seek(0)
                yield from _content(file)
                return
        with zipfile.ZipFile(evidence.data) as archive:
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise EvidenceError("encrypted")
            for part in ("content.xml", "styles.xml"):
                if part in archive.namelist():
                    with opened(archive, part) as content:
                        yield from _content(content)
    except DAMAGE as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError("damaged_document") from error


def _content(file: IO[bytes]) -> Iterator[Paragraph | Row]:
    place = table = row = 0
    for element in parsed(file, (f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row", f"{_TABLE}table")):
        if _in_cell(element):
            continue
        if element.tag == f"{_TABLE}table-row":
            yield Row(table, row, tuple(_cells(element)))
            row += 1
        elif element.tag == f"{_TABLE}table":
            table, row = table + 1, 0
        else:
            place += 1
            text = said(element)
            if text.strip():
                yield Paragraph(place, text)
        element.clear()


def _in_cell(element: Any) -> bool:
    return any(each.tag == f"{_TABLE}table-cell" for each in element.iterancestors())


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        text = "\n".join(said(each) for each in cell.iter(f"{_TEXT}p"))
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1") or 1)
        yield from [text] * (min(times, _MOST_REPEATED) if text else min(times, 1))


def said(element: Any) -> str:
    """The text of a paragraph: blanks, tabs and breaks are elements of their own there."""
    parts = [element.text or ""]
    for each in element:
        kind = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if kind == "s":
            parts.append(" " * min(int(each.get(f"{_TEXT}c", "1") or 1), _MOST_REPEATED))
        elif kind == "tab":
            parts.append("\t")
        elif kind == "line-break":
            parts.append("\n")
        elif kind:
            parts.append(said(each))
        parts.append(each.tail or "")
    return "".join(parts)
