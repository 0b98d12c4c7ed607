"""Read PowerPoint (PPTX): text and tables of every slide, its notes and comments."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.formats import office_kind
from triage.formats.document import package_xml as office_xml
from triage.formats.document.package_xml import DAMAGE, attempted, forget, parsed
from triage.records import tables_and_text
from triage.records.paragraphs import Paragraph
from triage.records.parted_tables import End, Row
from triage.records.tables_and_text import Piece

RISKY = True
FORMAT = Format(
    name="slides",
    title="PowerPoint (PPTX, PPTM, PPSX)",
    library="lxml",
    how="streamed",
    limits="pictures are members; no charts",
    accounting="every byte; a record is a paragraph, or a row of a table",
)
BEGINS = (b"PK\x03\x04",)

_DRAWING = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
    "{http://purl.oclc.org/ooxml/drawingml/main}",
)
_SLIDE = re.compile(r"ppt/(?:slides|notesSlides|comments)/[^/]+?(\d*)\.xml$|ppt/commentAuthors\.xml$")


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(space + name for space in _DRAWING for name in names)


_PARAGRAPH, _ROW = _tags("p"), _tags("tr")
_COMMENT = ("{*}cmAuthor", "{*}cm")


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT for a zip with the parts or the name of a presentation."""
    return Claim.EXACT.when(office_kind.kind(head, name) == "ppt")


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the text, then each kind of table."""
    yield from tables_and_text.sources(evidence, "slides", _pieces)


split = tables_and_text.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield paragraphs or rows; locators of paragraphs are slide numbers."""
    yield from tables_and_text.batches(chunk, _pieces)


@dataclass(slots=True)
class _Place:
    """Numbers of the next table and row."""

    table: int = 0
    row: int = 0


def _pieces(evidence: Evidence) -> Iterator[Piece]:
    place = _Place()
    try:
        with zipfile.ZipFile(evidence.data) as archive:
            names = set(archive.namelist())
            slides = [(match, part) for part in sorted(names) if (match := _SLIDE.match(part))]
            if not slides and "ppt/presentation.xml" not in names:
                raise EvidenceError("damaged_document")
            for match, part in sorted(slides, key=lambda each: int(each[0][1] or 0)):
                number = int(match[1] or 0)
                yield from attempted(archive, part, partial(_slide, number=number, place=place))
            yield from office_xml.around(archive)
    except DAMAGE as error:
        raise error if isinstance(error, EvidenceError) else EvidenceError("damaged_document") from error


def _slide(file: IO[bytes], number: int, place: _Place) -> Iterator[Piece]:
    place.table += 1
    for element in parsed(file, (*_PARAGRAPH, *_ROW, *_tags("tbl"), *_COMMENT)):
        kind = element.tag.rpartition("}")[2]
        if kind in {"cm", "cmAuthor"}:
            text = element.get("name") or " ".join(element.itertext("{*}text"))
            yield Paragraph(number, text)
        elif kind == "tbl":
            yield End(place.table)
            place.table += 1
        elif kind == "tr":
            cells = ("\n".join(map(_said, cell.iter(*_PARAGRAPH))) for cell in element.iterchildren(*_tags("tc")))
            yield Row(place.table, place.row, tuple(cells))
            place.row += 1
        elif next(element.iterancestors(*_ROW), None) is not None:
            continue
        else:
            text = _said(element)
            if text.strip():
                yield Paragraph(number, text)
        forget(element)


def _said(paragraph: Any) -> str:
    """Return the text of a paragraph; its breaks are newlines."""
    parts = paragraph.iter(*_tags("t", "br"))
    return "".join("\n" if each.tag.endswith("}br") else each.text or "" for each in parts)
