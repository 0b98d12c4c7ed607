"""Open a PDF as a container: of files attached to it, or of the unlocked copy if a password locks it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from triage.core.budget import Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.pdf.annotations import MOST

READ_TOO = True
FORMAT = Format(
    name="pdf_parts",
    title="Files attached to PDF; locked PDF",
    library="pypdfium2",
    how="spooled",
    limits="pages behind a damaged catalogue are not looked at",
    accounting="the document is read as text, each attached file is a member; so is the unlocked copy",
)
HAS = (b"%PDF-",)

_BLOCK = 1 << 16


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for the magic number, NAME for one further on in the first kilobyte: a container may hold a PDF."""
    del name
    return Claim.CONTENT if head.startswith(b"%PDF-") else Claim.NAME.when(b"%PDF-" in head[:1024])


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the attached files, or the unlocked document. Other damage is reported by the reader."""
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    for password in (None, *spool.passwords):
        said = None if password is None else password.decode("utf-8", "surrogateescape")
        try:
            document = pypdfium2.PdfDocument(container.data, password=said)
        except (pypdfium2.PdfiumError, UnicodeEncodeError):
            continue
        try:
            yield from _attached(document, spool) if password is None else _unlocked(document, container, spool)
        finally:
            document.close()
        return


def _attached(document: Any, spool: Spool) -> Iterator[Evidence]:
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    for number in range(document.count_attachments()):
        try:
            attachment = document.get_attachment(number)
        except pypdfium2.PdfiumError:
            yield spool.unread(f"attachment {number + 1}", "damaged_container")
            continue
        yield from _taken(attachment, f"attachment {number + 1}", spool)
    for number in range(len(document)):
        with contextlib.suppress(pypdfium2.PdfiumError):  # a damaged page, which the reader reports
            page = document[number]
            yield from _on_page(page, f"page {number + 1}", spool)
            page.close()


def _on_page(page: Any, place: str, spool: Spool) -> Iterator[Evidence]:
    """Yield the files attached to places on a page."""
    import pypdfium2.raw as pdf  # noqa: PLC0415 - it loads a library of its own
    from pypdfium2 import PdfAttachment  # noqa: PLC0415 - the same

    for index in range(min(MOST, pdf.FPDFPage_GetAnnotCount(page))):
        annotation = pdf.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if pdf.FPDFAnnot_GetSubtype(annotation) == pdf.FPDF_ANNOT_FILEATTACHMENT:
            found, name = pdf.FPDFAnnot_GetFileAttachment(annotation), f"attachment {index + 1} of {place}"
            yield from _taken(PdfAttachment(found, page.pdf), name, spool) if found else ()
        pdf.FPDFPage_CloseAnnot(annotation)


def _taken(attachment: Any, name: str, spool: Spool) -> Iterator[Evidence]:
    import pypdfium2  # noqa: PLC0415 - it loads a library of its own

    try:
        name = attachment.get_name() or name
        data = bytes(attachment.get_data())
    except pypdfium2.PdfiumError:
        yield spool.unread(name, "damaged_container")
        return
    yield from spool.take(name, (data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)))


def _unlocked(document: Any, container: Evidence, spool: Spool) -> Iterator[Evidence]:
    import pypdfium2.raw  # noqa: PLC0415 - it loads a library of its own

    spool.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = spool.folder / "unlocking"
    try:
        document.save(target, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        with target.open("rb") as file:
            yield from spool.take(container.name, iter(lambda: file.read(_BLOCK), b""))
    finally:
        target.unlink(missing_ok=True)
