"""Recognise e-mails and mailboxes, and find where each e-mail begins, for both the reader and the opener."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from triage.formats import office_kind
from triage.formats.mail.parts import PART

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORE = b"!BDN"
"""Magic number of Outlook's store (PST, OST)."""

_HEADER = re.compile(
    rb"^(?:From|To|Cc|Bcc|Subject|Date|Received|Received-SPF|Return-Path|Message-ID|MIME-Version|Delivered-To|Envelope-To"
    rb"|X-[A-Za-z-]+|DKIM-Signature|ARC-[A-Za-z-]+|Authentication-Results|Content-[A-Za-z-]+|Snapshot-Content-Location"
    rb"|Reply-To|In-Reply-To|References|Resent-[A-Za-z-]+|Sender|Errors-To|List-[A-Za-z-]+|Thread-[A-Za-z-]+|User-Agent"
    rb"|Importance|Precedence|Status):(?:[ \t]|\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_HEADER = re.compile(rb">?(?:[!-9;-~]{1,80}:(?:[ \t\r\n]|[^\s/])|From )")
_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_TIME = rb"[0-9]{1,2}:[0-9]{2}"
_FROM_LINE = re.compile(
    rb"From (?:"
    rb"\S{1,200}(?: \S{1,80}){0,3}? +%b +(?:%b +[0-9]{1,2}|[0-9]{1,2} +%b)[ ,][^\r\n]{0,60}?%b"
    rb"|\S{1,200}@\S{1,200} +[0-9][^\r\n]{0,40}?%b"
    rb"|\S{1,200}@\S{1,200} *\r?$)" % (_DAY, _MONTH, _MONTH, _TIME, _TIME),
    re.MULTILINE,
)
"""Pattern of the line before each e-mail of a mailbox (RFC 4155): sender and time; some omit parts of the time."""

_LENGTH = re.compile(rb"\d{1,12}[ \t]*\r?\n")
"""Pattern of the first line of an Apple Mail file: the size of the e-mail in bytes."""

_GAP = re.compile(rb"\r?\n(?:[ \t]*\r?\n)+(?=[!-9;-~]{1,80}:)")
_KIND = re.compile(rb"^Content-Type:", re.IGNORECASE | re.MULTILINE)
_PARTED = re.compile(
    rb'^Content-Type:[ \t]*multipart/[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*?boundary="?([^"\r\n;]{1,200})',
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST, _FEWEST_NAMED = 3, 2
"""Fewest kinds of headers that identify an e-mail, and fewest for a file with a suffix of e-mails."""

_NAMES = (".eml", ".mht", ".mhtml", ".emlx")
_HEAD = 8192
_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail: the line before it in a mailbox (b"" elsewhere), its bytes, and how many were left out."""

    envelope: bytes
    data: bytes
    cut_bytes: int = 0


def is_outlook(head: bytes, name: str) -> bool:
    """Return true for an e-mail of Outlook (MSG)."""
    return head.startswith(OLE) and (name.lower().endswith(".msg") or office_kind.MESSAGE in head)


def is_mail(head: bytes, name: str) -> bool:
    """Return true for text that is an e-mail or a mailbox, also after empty lines or a byte order mark."""
    head = _begun(head)
    if _is_box(head):
        return True
    if length := _LENGTH.match(head):
        head = head[length.end() :]
    is_named = name.lower().endswith(_NAMES)
    kinds = {each.split(b":")[0].lower() for each in _HEADER.findall(head[:_HEAD])}
    if is_named:
        return len(kinds) >= _FEWEST_NAMED
    if PART.match(head):
        return True
    return bool(_HEADER.match(head)) and (len(kinds) >= _FEWEST or _has_parts(head))


def _has_parts(head: bytes) -> bool:
    """Return true if a boundary is declared and precedes a part: the rest of an e-mail, or a submitted form."""
    named = _PARTED.search(head[:_HEAD])
    return named is not None and (b"\n--" + named[1] in head[named.end() :] or bool(PART.search(head, named.end())))


def _begun(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")


def _is_box(head: bytes) -> bool:
    line, _, rest = head.partition(b"\n")
    return bool(_FROM_LINE.match(line)) and (not rest or bool(_ANY_HEADER.match(rest)))


def is_mailbox(file: IO[bytes]) -> bool:
    """Return true if each e-mail has a line before it. Sets the file's position to its start."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    return _is_box(_begun(head))


def letters(file: IO[bytes], largest: int) -> Iterator[Letter]:
    """Yield the e-mails of a mailbox, or the one e-mail of a file; bytes of one beyond `largest` are left out.

    A text may have lines that begin with "From " too: only one with a sender and a time begins an e-mail, and only
    before a header.
    """
    is_box = is_mailbox(file)
    parts: list[bytes] = []
    envelope, size, cut_bytes = b"", 0, 0
    is_first = True
    following = file.readline(_LINE)
    if following.startswith(b"\xef\xbb\xbf"):
        following = following[3:]
    while line := following:
        following = file.readline(_LINE)
        begins = is_box and line.startswith(b"From ") and _begins(line, following)
        if is_first and not line.strip(b"\r\n"):
            continue
        if begins or (is_first and _LENGTH.fullmatch(line)):
            if not is_first:
                yield Letter(envelope, _mended(b"".join(parts)), cut_bytes)
            parts, size, cut_bytes = [], 0, 0
            envelope = line if begins else b""
        elif size < largest:
            parts.append(line)
            size += len(line)
        else:
            cut_bytes += len(line)
        is_first = False
    yield Letter(envelope, _mended(b"".join(parts)), cut_bytes)


def _begins(line: bytes, following: bytes) -> bool:
    return bool(_FROM_LINE.match(line)) and (not following or bool(_ANY_HEADER.match(following)))


def _mended(letter: bytes) -> bytes:
    """Return an e-mail without empty lines in its header if what follows them states its content type."""
    gap = _GAP.search(letter, 0, _HEAD)
    if not gap or _KIND.search(letter, 0, gap.start()):
        return letter
    more = re.match(rb"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+(?=\r?\n)", letter[gap.end() : gap.end() + _HEAD])
    if not more or not _KIND.search(more[0]) or b"\n\n" in letter[: gap.start()].replace(b"\r", b""):
        return letter
    return letter[: gap.start()] + b"\n" + letter[gap.end() :]
