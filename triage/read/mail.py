"""Letters: .eml, mailboxes (.mbox) and Outlook's .msg, a letter a record; attachments are members of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from typing import IO, Any

import polars as pl

from triage.errors import EvidenceError, Unsupported
from triage.formats import Format
from triage.model import AT, ROW_SEGMENT, Batch, Chunk, Evidence, Source
from triage.summary import Coverage, Occurrences
from triage.sums import Least

RISKY = True
FORMAT = Format(
    title="Letters (EML, mbox, Outlook MSG)",
    library="email, olefile",
    how="streamed",
    limits="no Outlook PST; a letter beyond 256 MiB is cut",
    accounting="every byte; a record is a letter",
)

COLUMNS = ("date", "from", "to", "cc", "subject", "body", "other headers")
_HEADER = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|X-[A-Za-z-]+|DKIM-Signature"
    rb"|Content-Type|Reply-To|Sender):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_LINE = re.compile(rb"^From [^\r\n]{1,200}[0-9:]{5,8} ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 256 * 1024 * 1024
_BATCH = 512
_WRONG = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the parser of the standard library raises for letters that nobody should have written."""

_OUTLOOK = {
    "subject": "0037",
    "body": "1000",
    "from": "0C1A",
    "from_address": "0C1F",
    "to": "0E04",
    "cc": "0E03",
    "headers": "007D",
}


def claims(head: bytes, name: str) -> int:
    """3 for letters, mailboxes and Outlook's files, 0 else."""
    lower = name.lower()
    if head.startswith(b"!BDN"):
        return 3
    if head.startswith(_OLE):
        return 3 * lower.endswith(".msg")
    kinds = {each.split(b":")[0].lower() for each in _HEADER.findall(head[:8192])}
    starts = bool(_HEADER.match(head)) or lower.endswith(".eml")
    return 3 if _FROM_LINE.match(head) or (starts and len(kinds) >= 3) else 0


def sources(evidence: Evidence) -> Iterator[Source]:
    """One table of letters. Raises `Unsupported` for Outlook's store."""
    with evidence.data.open("rb") as file:
        if file.read(4) == b"!BDN":
            raise Unsupported("unsupported:pst")
    yield Source(evidence, "mail", "", COLUMNS, has_header=True, segment=ROW_SEGMENT)


def split(source: Source) -> Iterator[Chunk]:
    """One chunk: a mailbox is read from its beginning."""
    yield Chunk(source, 0, max(1, source.evidence.size_bytes))


def batches(chunk: Chunk) -> Iterator[Batch]:
    """Batches of letters; locators count letters from 0."""
    evidence = chunk.source.evidence
    rows: list[tuple[int, tuple[str, ...]]] = []
    wrong: dict[str, Occurrences] = {}
    try:
        for at, row in enumerate(_read(evidence)):
            if isinstance(row, str):
                wrong[row] = wrong.get(row, Occurrences()) + Occurrences(1, 0, Least(at))
            else:
                rows.append((at, row))
            if len(rows) == _BATCH:
                yield _batch(rows, 0, {})
                rows = []
    except EvidenceError as error:
        wrong[error.reason] = Occurrences(1, 0, Least(len(rows)))
    yield _batch(rows, evidence.size_bytes, wrong)


def _batch(rows: list[tuple[int, tuple[str, ...]]], size_bytes: int, wrong: dict[str, Occurrences]) -> Batch:
    data = {str(i): [_sound(cells[i]) or None for _, cells in rows] for i in range(len(COLUMNS))}
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    frame = frame.with_columns(pl.Series(AT, [at for at, _ in rows], pl.UInt64))
    return Batch(frame, Coverage(size_bytes, 0, 0, frame.height, frame.height, 0, wrong))


def _sound(text: str) -> str:
    """Text without lone surrogates, which no column may hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8") if not text.isascii() else text


def _read(evidence: Evidence) -> Iterator[tuple[str, ...] | str]:
    """The letters as cells; a letter that cannot be read is a word for why."""
    with evidence.data.open("rb") as file:
        if file.read(8) == _OLE:
            yield _of_outlook(evidence)
            return
        file.seek(0)
        for letter in letters(file):
            try:
                yield _cells(BytesParser(policy=policy.compat32).parsebytes(letter))
            except _WRONG:
                yield "damaged_letter"


def letters(file: IO[bytes]) -> Iterator[bytes]:
    """The letters of a mailbox, or the one letter of a file; what is too large is cut."""
    parts: list[bytes] = []
    size, is_first = 0, True
    is_box = file.read(5) == b"From "
    file.seek(0)
    for line in file:
        begins = is_box and line.startswith(b"From ")
        if begins and not is_first:
            yield b"".join(parts)
            parts, size = [], 0
        elif not begins and size < _LARGEST:
            parts.append(line)
            size += len(line)
        is_first = False
    yield b"".join(parts)


def _cells(letter: Message) -> tuple[str, ...]:
    named = ("date", "from", "to", "cc", "subject")
    own = [_header(letter.get(name)) for name in named]
    others = "\n".join(f"{name}: {_header(value)}" for name, value in letter.items() if name.lower() not in named)
    return (*own, _body(letter), others)


def _header(value: Any) -> str:
    """A header decoded; as it stands where it cannot be."""
    if value is None:
        return ""
    text = str(value)
    try:
        parts = decode_header(text)
    except _WRONG:
        return text
    return "".join(
        _decoded(part, charset or "utf-8") if isinstance(part, bytes) else part for part, charset in parts
    ).strip()


def _decoded(raw: bytes, charset: str) -> str:
    for codec in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _body(letter: Message) -> str:
    """The texts of a letter that are no files: plain ones, and of pages what a reader would see."""
    texts: list[str] = []
    for part in letter.walk():
        if part.is_multipart() or part.get_filename():
            continue
        kind = part.get_content_type()
        if not kind.startswith("text/"):
            continue
        raw = part.get_payload(decode=True)
        text = _decoded(raw, part.get_content_charset() or "utf-8") if isinstance(raw, bytes) else ""
        texts.append(_seen(text) if kind == "text/html" else text)
    return "\n".join(text.strip() for text in texts if text.strip())


def _seen(page: str) -> str:
    from lxml import html  # noqa: PLC0415 - only for pages
    from lxml.etree import ParserError  # noqa: PLC0415

    try:
        return "".join(str(each) for each in html.fromstring(page.encode("utf-8", "replace")).itertext())
    except (ParserError, *_WRONG):
        return page


def _of_outlook(evidence: Evidence) -> tuple[str, ...]:
    import olefile  # noqa: PLC0415 - only for this kind

    try:
        with olefile.OleFileIO(str(evidence.data)) as ole:
            said = {name: _property(ole, tag) for name, tag in _OUTLOOK.items()}
    except (OSError, *_WRONG) as error:
        raise EvidenceError("damaged_document") from error
    date = next((line[5:].strip() for line in said["headers"].splitlines() if line.lower().startswith("date:")), "")
    sender = " ".join(each for each in (said["from"], said["from_address"]) if each)
    return (date, sender, said["to"], said["cc"], said["subject"], said["body"], said["headers"])


def _property(ole: Any, tag: str) -> str:
    for kind, codec in (("001F", "utf-16-le"), ("001E", "cp1252")):
        stream = f"__substg1.0_{tag}{kind}"
        if ole.exists(stream):
            return str(ole.openstream(stream).read().decode(codec, "replace")).strip("\0")
    return ""
