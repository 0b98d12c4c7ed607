"""Read PDF: tables as rows, the rest of every page's text line by line, with its form fields and comments.

A page that is a picture is counted as waiting for OCR, with the bytes of its pictures. So is a picture that fills a
page next to a few words, as programs write that make PDF from photographs.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Batch, Chunk, Evidence, Source
from triage.formats.pdf.annotations import bookmarks, has_xfa, of_page, of_xfa
from triage.formats.pdf.tables import Tables
from triage.formats.pdf.words import with_hyphens
from triage.records import paragraphs, tables_and_text
from triage.records.broken_numbers import joined
from triage.records.paragraphs import Paragraph
from triage.records.tables_and_text import Piece

RISKY = True
FORMAT = Format(
    name="pdf",
    title="PDF",
    library="pypdfium2",
    how="streamed",
    limits="no OCR; a table needs numbers of people or known names of columns; no scripts, no properties of the file",
    accounting="every byte; a record is a row, a line, a field, a remark or a block; pictures are unread",
)
HAS = (b"%PDF-",)


_FEW_LETTERS = 150
"""A page with fewer characters next to a picture is scanned; scanners print their name or a page number."""

_FILLS = 0.4
"""Smallest share of a page that such a picture fills."""

_MOST_OBJECTS = 10_000


def claims(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for the magic number in the first kilobyte."""
    del name
    return Claim.SIGNATURE.when(b"%PDF-" in head[:1024])


def sources(evidence: Evidence) -> Iterator[Source]:
    """Yield the text, or a table of key-value blocks, then each kind of table."""
    yield from tables_and_text.sources(evidence, "pdf", _pieces)


split = paragraphs.split


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Yield the lines of all pages; locators are page numbers from 1. Those of a table's rows count from 0."""
    yield from tables_and_text.batches(chunk, _pieces)


def _pieces(evidence: Evidence) -> Iterator[Piece]:
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    try:
        document = pypdfium2.PdfDocument(evidence.data)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else "damaged_document"
        raise EvidenceError(reason) from error
    try:
        yield from joined(_told(document))
    finally:
        document.close()


def _told(document: Any) -> Iterator[Piece]:
    """Yield everything that a document contains; a value that a form holds twice only once."""
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    with contextlib.suppress(pypdfium2.PdfiumError):  # fields of a form that cannot be set up still hold their values
        document.init_forms()
    said, tables = set[str](), Tables()
    for number in range(len(document)):
        for each in _page(document, number, tables):
            if isinstance(each, Paragraph) and has_xfa(document):
                said.add(each.text.partition(": ")[2])
            yield each
    yield from tables.rest()
    last = len(document) + 1
    for text in bookmarks(document):
        yield Paragraph(last, _whole(text))
    try:
        for text in of_xfa(document):
            if text.partition(": ")[2] not in said:
                yield Paragraph(last, _whole(text))
    except EvidenceError as error:
        yield Paragraph(last, "", error.reason)
    for number in range(document.count_attachments()):
        yield _attachment(document, number)


def _attachment(document: Any, number: int) -> Paragraph:
    """Return the name of an attached file, which is a separate member."""
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    try:
        name = document.get_attachment(number).get_name()
    except pypdfium2.PdfiumError:
        return Paragraph(number, "", "damaged_part")
    return Paragraph(number, _whole(f"(attachment) {name}"))


def _page(document: Any, number: int, tables: Tables) -> Iterator[Piece]:
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    at, form = number + 1, document.formenv.raw if document.formenv else None
    try:
        page = document[number]
        layer = page.get_textpage()
        text = layer.get_text_range()
        pictured = _pictured(page, len(text.strip()))
        told = tables.of_page(page, layer, text)
        layer.close()
        outside = list(of_page(page, form))
        page.close()
    except pypdfium2.PdfiumError:
        yield Paragraph(at, "", "damaged_page")
        return
    if pictured is not None:
        yield Paragraph(at, "", "needs_ocr", pictured)
    yield from _texts(at, told.above)
    yield from told.rows
    yield from _texts(at, "\n".join([told.below, *outside]))


def _texts(at: int, text: str) -> Iterator[Paragraph]:
    lines = with_hyphens(_whole(text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in filter(str.strip, lines):
        yield Paragraph(at, line)


def _pictured(page: Any, letters: int) -> int | None:
    """Return the bytes of the pictures on a page that waits for OCR; null if its text is enough."""
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own

    if letters >= _FEW_LETTERS:
        return None
    size, is_filled = 0, False
    for thing in islice(page.get_objects(), _MOST_OBJECTS):
        if thing.type == pdf.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            is_filled |= (right - left) * (top - bottom) > page.get_width() * page.get_height() * _FILLS
            size += pdf.FPDFImageObj_GetImageDataRaw(thing, None, 0)
        elif thing.type in {pdf.FPDF_PAGEOBJ_PATH, pdf.FPDF_PAGEOBJ_SHADING}:
            is_filled |= not letters  # letters may be drawn
    return size if is_filled or (size and not letters) else None


def _whole(text: str) -> str:
    """Return text with surrogate pairs joined; a lone surrogate becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
