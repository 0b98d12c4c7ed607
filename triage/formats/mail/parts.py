"""Split an e-mail into parts, also if its header names a boundary that its body lacks, or none.

E-mails lose their headers: cut out of a disk or a mailbox, submitted by a form, forwarded as text. Parts are then
recognised by their own headers, at any depth; encoded files in a text (`triage.text.lettered_files`) are parts too.
"""

from __future__ import annotations

import copy
import re
from email.message import Message

from triage.text import lettered_files

PART = re.compile(
    rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=(?:[!-9;-~]{1,80}:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n){0,6}){0,6}?"
    rb"Content-(?:Type|Transfer-Encoding|Disposition):)",
    re.IGNORECASE | re.MULTILINE,
)
"""Pattern of the start of a part: its boundary, and a header that states its type."""

_DEEPEST = 20
_CODED = ("base64", "quoted-printable")


def parsed(letter: bytes) -> Message:
    """Return an e-mail with all its parts. Raises what the parser of the standard library raises."""
    message = _read(letter)
    _mend(message, 0)
    return message


def _read(letter: bytes) -> Message:
    """Return an e-mail as the parser of the standard library reads it."""
    from email import policy  # noqa: PLC0415 - only where there is such a file
    from email.parser import BytesParser  # noqa: PLC0415 - only where there is such a file

    return BytesParser(policy=policy.compat32).parsebytes(letter)


def is_file(part: Message) -> bool:
    """Return true for a part that declares itself a file."""
    return bool(part.get_filename()) or "attachment" in str(part.get("Content-Disposition", "")).lower()


def _mend(part: Message, depth: int) -> None:
    if depth > _DEEPEST:
        return
    if part.is_multipart():
        _around(part)
        for each in _children(part):
            _mend(each, depth + 1)
        return
    raw = raw_of(part)
    begin = PART.search(raw)
    if begin is not None and not (is_file(part) and _coding(part) not in _CODED):
        _divide(part, raw, begin)
        for each in _children(part):
            _mend(each, depth + 1)
    elif part.get_content_maintype() in {"text", "multipart"} and not is_file(part):
        _take_files(part)


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _around(part: Message) -> None:
    """Add parts before the first boundary of the header and after its last one."""
    for place in ("preamble", "epilogue"):
        text = getattr(part, place)
        raw = str(text or "").encode("utf-8", "surrogateescape")
        if begin := PART.search(raw):
            setattr(part, place, raw[: begin.start()].decode("ascii", "surrogateescape"))
            for each in _within(raw[begin.start() :], begin[1]):
                part.attach(each)


def raw_of(part: Message) -> bytes:
    """Return the bytes of a part as they are in the e-mail."""
    bare = copy.copy(part)
    del bare["Content-Transfer-Encoding"]
    raw = bare.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _coding(part: Message) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _divide(part: Message, raw: bytes, begin: re.Match[bytes]) -> None:
    """Split a part at a boundary inside it; what precedes the boundary is the first part."""
    found = _within(raw[begin.start() :], begin[1])
    if raw[: begin.start()].strip():
        first = Message()
        for name in ("Content-Type", "Content-Transfer-Encoding", "Content-Disposition"):
            if part[name] and not (name == "Content-Type" and part.get_content_maintype() == "multipart"):
                first[name] = part[name]
        first.set_payload(raw[: begin.start()].decode("ascii", "surrogateescape"))
        found.insert(0, first)
    part.set_payload([*found])


def _within(raw: bytes, boundary: bytes) -> list[Message]:
    """Return the parts that this boundary separates; what follows the last one is a part too."""
    quoted = boundary.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    head = b'Content-Type: multipart/mixed; boundary="' + quoted + b'"\n\n'
    whole = _read(head + raw)
    if not whole.is_multipart():
        whole.set_type("text/plain")
        return [whole]
    found = _children(whole)
    if rest := str(whole.epilogue or "").strip("\r\n"):
        last = Message()
        last.set_payload(rest)
        found.append(last)
    return found


def _take_files(part: Message) -> None:
    """Turn encoded files in a text into parts; the text remains without them."""
    payload = part.get_payload(decode=True)
    files = sorted(lettered_files.found(payload), key=lambda each: each.start) if isinstance(payload, bytes) else []
    if not files or not isinstance(payload, bytes):
        return
    text, after = [], 0
    for each in files:
        text.append(payload[after : each.start])
        after = each.stop
    rest = Message()
    rest["Content-Type"] = (
        "text/plain" if part.get_content_maintype() == "multipart" else part["Content-Type"] or "text"
    )
    rest.set_payload(b"".join([*text, payload[after:]]).decode("ascii", "surrogateescape"))
    part.set_payload([rest, *map(_as_part, files)])


def _as_part(file: lettered_files.File) -> Message:
    made = Message()
    made.add_header("Content-Disposition", "attachment", filename=file.name)
    made.set_payload(file.data.decode("ascii", "surrogateescape"))
    return made
