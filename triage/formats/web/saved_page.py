"""Pages that a browser saved whole (MHTML): each part is a member, so that a page is read as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from triage.core.budget import BROKEN, Spool
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats.mail.attachments import payload
from triage.formats.mail.parts import parsed
from triage.formats.web.media import ending

FORMAT = Format(
    name="saved_page",
    title="Pages that a browser saved whole (MHTML)",
    library="email",
    how="spooled",
    limits="a page of more than 256 MiB is not opened",
    accounting="the page, each frame and each picture is a member",
)
_LARGEST = 256 * 1024 * 1024
_SAVED = re.compile(
    rb"^(?:From:[ \t]*<?Saved by |Snapshot-Content-Location:[ \t]*https?://)", re.IGNORECASE | re.MULTILINE
)
_PARTED = re.compile(rb"^Content-Type:[ \t]*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_HEAD = 8_192
_LONGEST = 80


def opens(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a page with the head that browsers write; such a file is no e-mail."""
    del name
    start = head[:_HEAD]
    return Claim.SIGNATURE.when(_SAVED.search(start) and _PARTED.search(start))


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield every part, named by its address."""
    if container.size_bytes > _LARGEST:
        yield spool.unread("(page)", "oversize", container.size_bytes)
        return
    try:
        message = parsed(container.data.read_bytes())
        parts = list(message.walk())
    except BROKEN:
        yield spool.unread("(page)", "damaged_container")
        return
    head = "".join(f"{name} = {value}\n" for name, value in message.items())
    yield from spool.take("(head).txt", [head.encode("utf-8", "backslashreplace")])
    around = "\n".join(text for part in parts for text in (part.preamble, part.epilogue) if text and text.strip())
    if around:
        yield from spool.take("(between the parts).txt", [around.encode("utf-8", "surrogateescape")])
    for number, part in enumerate(part for part in parts if not part.is_multipart()):
        address = str(part.get("Content-Location", "") or message.get("Snapshot-Content-Location", ""))
        if data := payload(part):
            own = part.get_filename() or _name(address, part.get_content_type())
            yield from spool.take(f"{number} {own}", [data])


def _name(address: str, kind: str) -> str:
    """Return a name for a part: the host and the last step of its address, and the ending of its media type."""
    try:
        split = urlsplit(address)
    except ValueError:
        split = urlsplit("")
    step = PurePosixPath(unquote(split.path)).name[:_LONGEST]
    known = ending(kind)
    own = step if step.lower().endswith(known) and known else f"{step or 'page'}{known}"
    return f"{split.hostname or 'part'} {own}"
