"""PowerPoint (PPTX): the text of every slide and of its notes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from triage.errors import EvidenceError
from triage.formats import Format
from triage.model import Batch, Chunk, Evidence, Source
from triage.read import paragraphs
from triage.read.office_xml import DAMAGE, opened, parsed
from triage.read.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    title="PowerPoint (PPTX, PPTM, PPSX)",
    library="lxml",
    how="streamed",
    limits="pictures are members; tables are paragraphs",
    accounting="every byte; a record is a paragraph",
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/(?:slides|notesSlides|comments)/[^/]+?(\d*)\.xml$")


def claims(head: bytes, name: str) -> int:
    """3 for a zip with the parts of a presentation, or so named."""
    is_zip = head.startswith(b"PK\x03\x04")
    return 3 if is_zip and (b"ppt/" in head or name.lower().endswith((".pptx", ".pptm", ".ppsx"))) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """One text."""
    yield paragraphs.source(evidence, "slides", _paragraphs(evidence))


split = paragraphs.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """The paragraphs; locators are numbers of slides."""
    yield from paragraphs.batches(chunk, _paragraphs(chunk.source.evidence))


def _paragraphs(evidence: Evidence) -> Iterator[Paragraph]:
    try:
        with zipfile.ZipFile(evidence.data) as archive:
            for part in archive.namelist():
                match = _SLIDE.match(part)
                if not match:
                    continue
                with opened(archive, part) as file:
                    for element in parsed(file, (f"{_A}p",)):
                        text = "".join(each.text or "" for each in element.iter(f"{_A}t"))
                        if text.strip():
                            yield Paragraph(int(match[1] or 0), text)
    except DAMAGE as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError("damaged_document") from error
