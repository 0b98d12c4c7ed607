"""Read Word documents (DOCX): body, headers, footers, notes, comments, text boxes, deleted text; tables as tables."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    name="docx",
    title="Word (DOCX, DOCM, DOTX)",
    library="lxml",
    how="streamed",
    limits="pictures are members; tables inside tables are text of their cell; no charts",
    accounting="every byte; a record is a paragraph, or a row of a table",
)
BEGINS = (b"PK\x03\x04",)

_SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_PARTS = re.compile(r"word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml$")
_CHUNKS = re.compile(r"word/[^/]+\.(?:mht|mhtml|html?|xhtml|rtf|txt|docx)$")
_WIDEST = 64


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(space + name for space in _SPACES for name in names)


_PARAGRAPH, _ROW, _CELL = _tags("p"), _tags("tr"), _tags("tc")
_ASKED = (*_PARAGRAPH, *_ROW, *_tags("tbl", "comment"))
_MARKS = _tags("t", "delText", "instrText", "tab", "ptab", "br", "cr", "noBreakHyphen")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REVISIONS = _tags("ins", "del")


def claims(head: bytes, name: str) -> Claim:
    """Claim EXACT for a zip with the parts or the name of a Word document."""
    return Claim.EXACT.when(office_kind.kind(head, name) == "word")


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the text, then each kind of table."""
    yield from tables_and_text.sources(evidence, "docx", _pieces)


split = tables_and_text.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield paragraphs or rows; locators count from the start of the document."""
    yield from tables_and_text.batches(chunk, _pieces)


@dataclass(slots=True)
class _Place:
    """Position in a document, and the authors of its revisions."""

    paragraph: int = 0
    table: int = 0
    row: int = 0
    authors: dict[str, None] = field(default_factory=dict)


def _pieces(evidence: Evidence) -> Iterator[Piece]:
    place = _Place()
    try:
        with zipfile.ZipFile(evidence.data) as archive:
            parts = sorted({part for part in archive.namelist() if _PARTS.match(part)})
            if not parts:
                raise EvidenceError("damaged_document")
            for part in sorted(parts, key=lambda part: part != "word/document.xml"):
                yield from attempted(archive, part, lambda file: _part(file, place))
            for text in place.authors:
                yield Paragraph(place.paragraph, f"author: {text}")
            for part in archive.namelist():
                if _CHUNKS.match(part):
                    yield Paragraph(place.paragraph, wrong="unread_part")
            yield from office_xml.around(archive)
    except DAMAGE as error:
        raise error if isinstance(error, EvidenceError) else EvidenceError("damaged_document") from error


def _part(file: IO[bytes], place: _Place) -> Iterator[Piece]:
    place.table += 1
    for element in parsed(file, _ASKED):
        kind = element.tag.rpartition("}")[2]
        if kind == "comment":
            _sign(element, place)
        elif _is_below(element, _CELL):
            continue
        elif kind == "tbl":
            yield End(place.table)
            place.table += 1
        elif kind == "tr":
            yield Row(place.table, place.row, tuple(_cells(element)))
            place.row += 1
        else:
            place.paragraph += 1
            text = "" if _is_fallback(element) else _said(element)
            for revision in element.iter(*_REVISIONS):
                _sign(revision, place)
            if text.strip():
                yield Paragraph(place.paragraph, text)
        if not _is_below(element, _PARAGRAPH):
            forget(element)


def _sign(element: Any, place: _Place) -> None:
    name = next((value for key, value in element.items() if key.endswith("}author")), "")
    if name and len(place.authors) < 1_000:
        place.authors[name] = None


def _is_below(element: Any, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _is_fallback(element: Any) -> bool:
    """Return true inside the second version of a text box, which is for programs that cannot read the first."""
    return next(element.iterancestors("{*}Fallback"), None) is not None


def _cells(row: Any) -> Iterator[str]:
    """Yield the cells of a row; one that spans columns is followed by empty ones."""
    for cell in row.iter(*_CELL):
        if next(cell.iterancestors(*_ROW)) is not row:
            continue
        texts = [_said(each) for each in cell.iter(*_PARAGRAPH) if not _is_fallback(each)]
        yield "\n".join(text for text in texts if text.strip()).strip()
        for span in cell.iterfind("{*}tcPr/{*}gridSpan"):
            width = next((value for key, value in span.items() if key.endswith("}val")), "")
            yield from [""] * (min(int(width), _WIDEST) - 1 if width.isdecimal() else 0)


def _said(paragraph: Any) -> str:
    """Return the text of a paragraph with insertions and deletions; text boxes in it are separate paragraphs."""
    parts: list[str] = []
    for mark in paragraph.iter(*_MARKS):
        kind = mark.tag.rpartition("}")[2]
        if kind == "tab" and mark.getparent().tag.endswith("}tabs"):
            continue
        if _is_own(mark, paragraph):
            parts.append(_SIGNS.get(kind) or mark.text or "")
    return "".join(parts)


def _is_own(mark: Any, paragraph: Any) -> bool:
    for above in mark.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _PARAGRAPH or above.tag.endswith("}Fallback"):
            return False
    return False
