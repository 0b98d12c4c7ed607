"""Read OpenDocument texts and slides (ODT, ODP), packed or flat: paragraphs and tables."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.formats import office_kind
from triage.formats.document.package_xml import DAMAGE, attempted, forget, parsed
from triage.records import tables_and_text
from triage.records.paragraphs import Paragraph
from triage.records.parted_tables import End, Row
from triage.records.tables_and_text import Piece

RISKY = True
HAS = (b"PK\x03\x04", b"<")
FORMAT = Format(
    name="odt",
    title="OpenDocument text and slides (ODT, OTT, ODP, FODT, FODP)",
    library="lxml",
    how="streamed",
    limits="no password; pictures are members; tables inside tables are text of their cell",
    accounting="every byte; a record is a paragraph, or a row of a table",
)

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_META = ("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}meta",)
_PARAGRAPH = (f"{_TEXT}p", f"{_TEXT}h")
_CELL = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ASKED = (*_PARAGRAPH, f"{_TABLE}table-row", f"{_TABLE}table", *_META)
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_KINDS = (b"opendocument.text", b"opendocument.presentation")
_ENDINGS = (".odt", ".ott", ".odp", ".fodt", ".fodp")
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_DULL = frozenset({"generator", "editing-cycles", "editing-duration"})
_MOST_REPEATED = 1_000


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the media type at the start of the zip, or of a flat document."""
    if head.startswith(b"PK\x03\x04"):
        said_kind = office_kind.media_type(head)
        return Claim.SIGNATURE.when(any(kind in said_kind for kind in _KINDS) or name.lower().endswith(_ENDINGS))
    return Claim.SIGNATURE.when(b"<office:document" in head[:4096] and any(kind in head[:4096] for kind in _KINDS))


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the text, then each kind of table."""
    yield from tables_and_text.sources(evidence, "odt", _pieces)


split = tables_and_text.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield paragraphs or rows; locators count from the start of the document."""
    yield from tables_and_text.batches(chunk, _pieces)


@dataclass(slots=True)
class _Place:
    """Position in a document."""

    paragraph: int = 0
    table: int = 0
    row: int = 0


def _pieces(evidence: Evidence) -> Iterator[Piece]:
    place = _Place()
    try:
        with evidence.data.open("rb") as file:
            if file.read(2) != b"PK":
                file.seek(0)
                yield from _content(file, place)
                return
        with zipfile.ZipFile(evidence.data) as archive:
            parts = [part for part in _PARTS if part in archive.namelist()]
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise EvidenceError("encrypted")
            if not parts:
                raise EvidenceError("damaged_document")
            for part in parts:
                yield from attempted(archive, part, lambda content: _content(content, place))
    except DAMAGE as error:
        raise error if isinstance(error, EvidenceError) else EvidenceError("damaged_document") from error


def _content(file: IO[bytes], place: _Place) -> Iterator[Piece]:
    place.table += 1
    for element in parsed(file, _ASKED):
        if element.tag in _META:
            yield from _told(element, place)
        elif next(element.iterancestors(*_CELL), None) is not None:
            continue
        elif element.tag == f"{_TABLE}table-row":
            cells = tuple(_cells(element))
            if any(cells):
                yield Row(place.table, place.row, cells)
                place.row += 1
        elif element.tag == f"{_TABLE}table":
            yield End(place.table)
            place.table += 1
        else:
            place.paragraph += 1
            text = said(element)
            if text.strip():
                yield Paragraph(place.paragraph, text)
            yield from _links(element, place)
        if next(element.iterancestors(*_PARAGRAPH), None) is None:
            forget(element)


def _told(meta: Any, place: _Place) -> Iterator[Paragraph]:
    """Yield the metadata of a document: authors, dates, descriptions."""
    for each in meta.iterdescendants("{*}*"):
        kind = each.tag.rpartition("}")[2]
        if each.text and each.text.strip() and kind not in _DULL:
            yield Paragraph(place.paragraph, f"{kind}: {each.text.strip()}")


def _links(paragraph: Any, place: _Place) -> Iterator[Paragraph]:
    for each in paragraph.iter(f"{_TEXT}a"):
        if each.get(_LINK):
            yield Paragraph(place.paragraph, f"link: {each.get(_LINK)}")


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren(*_CELL):
        texts = [said(each) for each in cell.iter(*_PARAGRAPH)]
        text = "\n".join(each for each in texts if each.strip())
        times = cell.get(f"{_TABLE}number-columns-repeated", "1")
        yield from [text] * max(1, min(int(times), _MOST_REPEATED) if text and times.isdecimal() else 1)


def said(paragraph: Any) -> str:
    """Return the text of a paragraph without paragraphs inside it, such as notes and text boxes.

    Spaces, tabs and line breaks are elements in this format.
    """
    parts: list[str] = []
    skipped: Any = None
    for event, each in etree.iterwalk(paragraph, events=("start", "end")):
        if skipped is not None:
            if event == "end" and each is skipped:
                skipped = None
                parts.append(each.tail or "")
            continue
        if event == "start":
            if each is not paragraph and each.tag in _PARAGRAPH:
                skipped = each
            elif each.tag == f"{_TEXT}s":
                blanks = each.get(f"{_TEXT}c", "1")
                parts.append(" " * (min(int(blanks), _MOST_REPEATED) if blanks.isdecimal() else 1))
            else:
                parts.append(_SIGNS.get(each.tag) or each.text or "")
        elif each is not paragraph:
            parts.append(each.tail or "")
    return "".join(parts)
