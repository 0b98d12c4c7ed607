"""Open e-mails (.eml, mbox, Outlook's .msg) as containers of attachments; the e-mails are read as a table too."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from triage.core.budget import BROKEN, Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.mail.parts import parsed
from triage.formats.mail.recognize import OLE, is_mail, is_mailbox, is_outlook, letters

READ_TOO = True
FORMAT = Format(
    name="mail",
    title="Attachments of letters (EML, EMLX, MHT, mbox, MSG)",
    library="email, olefile",
    how="spooled",
    limits="a letter of more than 256 MiB is not opened",
    accounting="the letters are read as records, each attachment is a member",
)

_LARGEST = 256 * 1024 * 1024
_NAMES = ("__substg1.0_3707001F", "__substg1.0_3704001F", "__substg1.0_3707001E", "__substg1.0_3704001E")


def opens(head: bytes, name: str) -> Claim:
    """Claim CONTENT for e-mails and mailboxes."""
    return Claim.CONTENT.when(is_outlook(head, name) or is_mail(head, name))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield every attachment of every e-mail."""
    with container.data.open("rb") as file:
        head = file.read(8)
    if head.startswith(OLE):
        yield from _of_outlook(container, spool)
        return
    with container.data.open("rb") as file:
        is_box = is_mailbox(file)
        for count, letter in enumerate(letters(file, _LARGEST)):
            prefix = f"letter {count + 1}/" if is_box else ""
            yield from _attached(letter.data, prefix, spool)
            if letter.cut_bytes:
                yield spool.unread(f"{prefix}(what is beyond the limit)", "oversize", letter.cut_bytes)


def _attached(letter: bytes, prefix: str, spool: Spool) -> Iterator[Evidence]:
    try:
        message = parsed(letter)
        parts = list(message.walk())
    except BROKEN:
        yield spool.unread(f"{prefix}(attachments)", "damaged_container")
        return
    for number, part in enumerate(parts):
        if is_attached(part):
            yield from spool.take(f"{prefix}{_name(part) or f'part {number}'}", [payload(part)])


def is_attached(part: Message) -> bool:
    """Return true for a part that is a file; texts without a name belong to the e-mail's body."""
    if part.is_multipart():
        return False
    named = _name(part) != "" or "attachment" in str(part.get("Content-Disposition", "")).lower()
    return named or part.get_content_maintype() not in {"text", "multipart", "message"}


def _name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except BROKEN:
        return ""


def payload(part: Message) -> bytes:
    """Return the bytes of a part, decoded; as they are if nothing can decode them."""
    try:
        found = part.get_payload(decode=True)
    except BROKEN:
        found = None
    return found if isinstance(found, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")


def _of_outlook(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the attachments of a .msg: a storage each, with name and data in streams."""
    import olefile  # noqa: PLC0415 - only for this kind

    try:
        with olefile.OleFileIO(str(container.data)) as ole:
            folders = sorted({path[0] for path in ole.listdir() if path[0].startswith("__attach_version1.0_")})
            for number, folder in enumerate(folders):
                data = f"{folder}/__substg1.0_37010102"
                if not ole.exists(data):
                    yield spool.unread(f"attachment {number + 1}", "unsupported:embedded_message")
                    continue
                name = next((_text(ole, f"{folder}/{each}") for each in _NAMES if ole.exists(f"{folder}/{each}")), "")
                yield from spool.take(name or f"attachment {number + 1}", [ole.openstream(data).read()])
    except BROKEN:
        yield spool.unread("(attachments)", "damaged_container")


def _text(ole: object, stream: str) -> str:
    raw: bytes = ole.openstream(stream).read()  # type: ignore[attr-defined]
    return raw.decode("utf-16-le" if stream.endswith("1F") else "cp1252", "replace").strip("\0")
