"""What lies inside PDF: files attached to it; the unlocked copy of one that a password locks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.core.budget import Spool
from triage.core.format_info import Format
from triage.core.model import Evidence

READ_TOO = True
FORMAT = Format(
    name="pdf_parts",
    title="Files attached to PDF; locked PDF",
    library="pypdfium2",
    how="spooled",
    limits="files attached to a place on a page stay where they are",
    accounting="the document is read as text, each attached file is a member; so is the unlocked copy",
)

_BLOCK = 1 << 16


def opens(head: bytes, name: str) -> int:
    """2 for the signature in the first kilobyte."""
    del name
    return 2 * (b"%PDF-" in head[:1024])


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """The attached files; or the whole document without its lock. What else is wrong its reader says."""
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
        name = f"attachment {number + 1}"
        try:
            attachment = document.get_attachment(number)
            name = attachment.get_name() or name
            data = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            yield spool.unread(name, "damaged_container")
            continue
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
