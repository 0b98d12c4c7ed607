"""PDF: the text layer of every page, line by line; a page without one waits for OCR, and that is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.records import paragraphs
from triage.records.paragraphs import Paragraph

RISKY = True
FORMAT = Format(
    name="pdf",
    title="PDF",
    library="pypdfium2",
    how="streamed",
    limits="no OCR; tables are lines of text",
    accounting="every byte; a record is a line, or a block of keys and values; a page without text is a reason",
)


def claims(head: bytes, name: str) -> int:
    """3 for the signature in the first kilobyte."""
    del name
    return 3 if b"%PDF-" in head[:1024] else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """One text, or one table of blocks."""
    yield paragraphs.source(evidence, "pdf", _lines(evidence))


split = paragraphs.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """The lines of all pages; locators are page numbers from 1."""
    yield from paragraphs.batches(chunk, _lines(chunk.source.evidence))


def _lines(evidence: Evidence) -> Iterator[Paragraph]:
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    try:
        document = pypdfium2.PdfDocument(evidence.data)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else "damaged_document"
        raise EvidenceError(reason) from error
    try:
        for number in range(len(document)):
            yield from _page(document, number)
        for number in range(document.count_attachments()):
            yield _attachment(document, number)
    finally:
        document.close()


def _attachment(document: Any, number: int) -> Paragraph:
    """The name of an attached file, which is a member of its own."""
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    try:
        name = document.get_attachment(number).get_name()
    except pypdfium2.PdfiumError:
        return Paragraph(number, "", "damaged_part")
    return Paragraph(number, f"(attachment) {name}".encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _page(document: Any, number: int) -> Iterator[Paragraph]:
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    try:
        page = document[number]
        layer = page.get_textpage()
        text = layer.get_text_range()
        layer.close()
        page.close()
    except pypdfium2.PdfiumError:
        yield Paragraph(number + 1, "", "damaged_page")
        return
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        yield Paragraph(number + 1, "", "needs_ocr")
    for line in lines:
        yield Paragraph(number + 1, line)
