"""Word documents (DOCX): body, headers, footers, notes, comments, text boxes, deleted text; tables as tables."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from triage.errors import EvidenceError
from triage.formats import Format
from triage.model import Batch, Chunk, Evidence, Source
from triage.read import office_xml
from triage.read.office_xml import DAMAGE, Row, opened, parsed
from triage.read.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    title="Word (DOCX, DOCM, DOTX)",
    library="lxml",
    how="streamed",
    limits="pictures are members; tables inside tables are text of their cell",
    accounting="every byte; a record is a paragraph, or a row of a table",
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\d*\.xml$")


def claims(head: bytes, name: str) -> int:
    """3 for a zip with the parts of a Word document, or so named."""
    is_zip = head.startswith(b"PK\x03\x04")
    return 3 if is_zip and (b"word/" in head or name.lower().endswith((".docx", ".docm", ".dotx"))) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """The text, and each table."""
    yield from office_xml.sources(evidence, "docx", _pieces)


split = office_xml.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Paragraphs or rows; locators count from the beginning of the document."""
    yield from office_xml.batches(chunk, _pieces)


def _pieces(evidence: Evidence) -> Iterator[Paragraph | Row]:
    try:
        with zipfile.ZipFile(evidence.data) as archive:
            parts = sorted(part for part in archive.namelist() if _PARTS.match(part))
            if not parts:
                raise EvidenceError("damaged_document")
            place = _Place()
            for part in sorted(parts, key=lambda part: part != "word/document.xml"):
                try:
                    with opened(archive, part) as file:
                        yield from _part(file, place)
                except EvidenceError as error:
                    yield Paragraph(place.paragraph, "", error.reason)
    except DAMAGE as error:
        raise EvidenceError("damaged_document") from error


class _Place:
    """Counts of a document read so far."""

    def __init__(self) -> None:
        self.paragraph = 0
        self.table = 0


def _part(file: Any, place: _Place) -> Iterator[Paragraph | Row]:
    row = 0
    for element in parsed(file, tuple(space + tag for space in (_W, _STRICT) for tag in ("p", "tr", "tbl"))):
        kind = element.tag.rpartition("}")[2]
        if kind == "p" and not _inside(element, "tc"):
            place.paragraph += 1
            text = _text(element)
            if text.strip():
                yield Paragraph(place.paragraph, text)
            _forget(element)
        elif kind == "tr" and not _inside(element, "tc"):
            cells = [each for each in element if each.tag.endswith("}tc")]
            yield Row(place.table, row, tuple(_text(cell).strip() for cell in cells))
            row += 1
            _forget(element)
        elif kind == "tbl" and not _inside(element, "tc"):
            place.table += 1
            row = 0
            _forget(element)


def _inside(element: Any, tag: str) -> bool:
    return any(each.tag.endswith(f"}}{tag}") for each in element.iterancestors())


def _forget(element: Any) -> None:
    if not _inside(element, "p"):
        element.clear()


def _text(element: Any) -> str:
    """The text of an element: inserted and deleted, tabs and breaks, paragraphs by lines; choices once."""
    parts: list[str] = []
    for each in element.iter():
        if not isinstance(each.tag, str):
            continue
        kind = each.tag.rpartition("}")[2]
        if kind in {"t", "delText", "instrText"}:
            if not any(above.tag.endswith("}Fallback") for above in each.iterancestors()):
                parts.append(each.text or "")
        elif kind == "tab":
            parts.append("\t")
        elif kind in {"br", "cr"} or (kind == "p" and parts and each is not element):
            parts.append("\n")
    return "".join(parts)
